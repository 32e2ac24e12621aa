"""Settings beside each other: what was chosen, and what does not go together."""

from bot.checkup.findings import Finding, attention, broken, not_set_up, ok
from bot.settings import IN_PROCESS, Settings, SlackSettings

FIRST_STEPS = (
    "First: 1. `mock-interview manifest --base-url https://...` (or --socket, which needs no address) and paste what it prints at "
    "https://api.slack.com/apps, Create New App, From a manifest. 2. Install the app there and set SLACK_BOT_TOKEN. "
    "3. Set SLACK_SIGNING_SECRET, or for --socket SLACK_APP_TOKEN. 4. Run `mock-interview doctor` again."
)
ABOUT_TOKENS = (
    "Set SLACK_BOT_TOKEN (one workspace; under OAuth & Permissions), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many; under Basic Information)."
)


def choices(settings: Settings) -> list[Finding]:
    """What keeps `serve` from starting, or would have no effect; what was chosen, if nothing is wrong with it."""
    slack = settings.slack
    if not is_set_up(slack):
        return [
            not_set_up(
                "Slack",
                "no token and no secret is set; interviews work in this terminal (mock-interview practice) and in the browser (mock-interview serve)",
                FIRST_STEPS,
            )
        ]
    return [*_of_tokens(slack), *_of_entrances(slack)] or [ok("settings", _summary(settings))]


def is_set_up(slack: SlackSettings) -> bool:
    """Whether anything about Slack is set."""
    return any((slack.bot_token, slack.signing_secret, slack.app_token, slack.client_id, slack.client_secret))


def over_http(slack: SlackSettings) -> bool:
    """Whether Slack calls us, unless `serve --socket` says otherwise."""
    return bool(slack.signing_secret)


def _of_tokens(slack: SlackSettings) -> list[Finding]:
    if bool(slack.client_id) != bool(slack.client_secret):
        lacks = "SLACK_CLIENT_SECRET" if slack.client_id else "SLACK_CLIENT_ID"
        return [broken("settings", f"{lacks} is not set, and its other half is", f"Set {lacks}; it stands under Basic Information.")]
    if not slack.bot_token and not slack.client_id:
        return [broken("settings", "no token to speak with: SLACK_BOT_TOKEN is not set", ABOUT_TOKENS)]
    if slack.bot_token and slack.token_keys:
        return [attention("settings", "MOCK_INTERVIEW_TOKEN_KEYS has no effect with SLACK_BOT_TOKEN", "Unset it, or install by OAuth.")]
    return []


def _of_entrances(slack: SlackSettings) -> list[Finding]:
    if not slack.signing_secret and not slack.app_token:
        both = "Set SLACK_SIGNING_SECRET (Slack calls this program over HTTP) or SLACK_APP_TOKEN (Socket Mode); both stand under Basic Information."
        return [broken("settings", "nothing to listen with: neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set", both)]
    if slack.client_id and not slack.bot_token and not slack.signing_secret:
        pages = "Set SLACK_SIGNING_SECRET and serve over HTTP, at least while somebody installs; or set SLACK_BOT_TOKEN for one workspace."
        return [
            attention("settings", "many workspaces by Socket Mode alone: the page /slack/install, where the app is installed, is not served", pages)
        ]
    return []


def _summary(settings: Settings) -> str:
    slack = settings.slack
    whom = "one workspace" if slack.bot_token else "many workspaces"
    entrance = "HTTP" if over_http(slack) else "Socket Mode"
    other = " (`serve --socket` for Socket Mode)" if over_http(slack) and slack.app_token else ""
    return f"{whom}, over {entrance}{other}, jobs {'in this process' if settings.redis_url == IN_PROCESS else 'on a server'}"
