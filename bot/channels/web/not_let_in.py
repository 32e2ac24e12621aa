"""Why somebody who came back from Slack is not signed in, each in words they can act on."""

from bot.channels.web.refusals import Refusal


class NotLetIn(Refusal):
    """Nobody was signed in."""

    status = 403
    title = "You are not signed in"
    leads_to_sign_in = True


class Declined(NotLetIn):
    """They said no."""

    says = "You did not allow Slack to say who you are, so nothing was changed. Sign in again if that was not what you meant."


class TookTooLong(NotLetIn):
    """What Slack sends back is not, or not any more, what we gave: too old, changed, used before."""

    status = 400
    says = "This way in is used up: it took too long, or was gone through before. Begin again."


class BegunElsewhere(NotLetIn):
    """It was begun in another browser, or in one that keeps no cookies."""

    status = 400
    says = "Signing in was not begun in this browser, or this browser keeps no cookies from here. Begin again, and allow cookies for this site."


class WrongWorkspace(NotLetIn):
    """The app is not installed there."""

    says = "In the workspace that you chose in Slack there is no mock-interview. Begin again and choose the one in which you practise."


class NotAPerson(NotLetIn):
    """Slack does not count them among the members: a bot, somebody of another company, somebody who has left."""

    says = "Slack does not count you among the members of this workspace, so you cannot be let in."


class SlackAway(NotLetIn):
    """Slack cannot be asked."""

    status = 503
    title = "Slack does not answer"
    says = "Signing in needs Slack, which does not answer just now. Try again in a minute; nothing was lost."


class WrongCredentials(NotLetIn):
    """Slack does not take our word: an id, a secret or an address is not what stands in the app's settings."""

    status = 503
    title = "Signing in is not set up rightly"
    says = "Slack refuses what this site says of itself. Whoever runs it finds the reason with `mock-interview doctor` and in the log."
    leads_to_sign_in = False


class SlackSaidNo(NotLetIn):
    """Any other reason of Slack's."""

    says = "Slack did not let you in. Begin again; if it says no once more, ask whoever runs this site, whose log has the reason."
