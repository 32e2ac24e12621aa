"""The pages: whether people can sign in on them."""

from bot.channels.web.setting_up import KEYS, MAKE_ONE, checked_keys, lacking
from bot.checkup.choices import is_set_up
from bot.checkup.findings import Finding, attention, broken, not_set_up, ok
from bot.commands.failures import BadInput
from bot.settings import Settings

CHECK = "sign-in"
HOW = (
    "Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (Basic Information) and MOCK_INTERVIEW_PUBLIC_URL; the app needs the redirect URL and the user scopes "
    "of `mock-interview manifest`."
)


def signing_in(settings: Settings) -> list[Finding]:
    """What is set up of it. Without anything of Slack's the pages are for this machine alone, and nobody signs in."""
    if not is_set_up(settings.slack):
        return []
    try:
        keys = checked_keys(settings)
    except BadInput as bad:
        return [broken(CHECK, str(bad), f"Correct {KEYS}: `serve` does not start with it.")]
    if missing := lacking(settings):
        return [not_set_up(CHECK, f"the pages show nothing but what is shared by a link. {' '.join(missing)}", HOW)]
    if not keys:
        keep = f"Set {KEYS}, separated by commas: the first one signs. Make one with: {MAKE_ONE}"
        return [attention(CHECK, f"{KEYS} is not set: people sign in again after every restart, and in each of several processes", keep)]
    return [ok(CHECK, f"people sign in with Slack, and come back to {(settings.public_url or '').rstrip('/')}/sign-in/callback")]
