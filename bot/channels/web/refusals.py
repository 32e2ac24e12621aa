"""What is not given, and how that is told: a page for people, RFC 9457 for programs."""

from collections.abc import Mapping
from types import MappingProxyType


class Refusal(Exception):
    """A request that is not granted. `title` and `says` are told; nothing else is."""

    status = 400
    title = "This request cannot be read"
    says = "Something in the address or in the form is not as it should be."
    headers: Mapping[str, str] = MappingProxyType({})
    leads_to_sign_in = False
    """Whether to sign in (once more) may help."""

    def __init__(self, says: str | None = None) -> None:
        super().__init__(says or self.says)
        self.says = says or self.says


class NotSignedIn(Refusal):
    """Nobody is known."""

    status = 401
    title = "Sign in first"
    says = "This page is for people who are signed in."
    leads_to_sign_in = True


class Forbidden(Refusal):
    """Somebody is known, and may not."""

    status = 403
    title = "This is not allowed"
    says = "You may not do this here."


class NotThere(Refusal):
    """It does not exist, or is not theirs to know of: the two are told alike."""

    status = 404
    title = "There is nothing here"
    says = "This page does not exist, or it was not shared with you."


class Conflicting(Refusal):
    """It cannot be done as things are now."""

    status = 409
    title = "This cannot be done now"
    says = "It has changed meanwhile."


class TooOften(Refusal):
    """Tried too often; `headers` say when it may be tried again."""

    status = 429
    title = "This was tried too often"
    says = "Wait some minutes, then try again."

    def __init__(self, says: str | None = None, *, after: int = 60) -> None:
        """`after` so many seconds it may be tried again."""
        super().__init__(says)
        self.headers = {"retry-after": str(after)}


class NotSetUp(Refusal):
    """Nobody can sign in, because whoever runs this has not set it up."""

    status = 503
    title = "Signing in is not set up here"
    says = "What is shared by a link can be read; for everything else people sign in with Slack."


class Unavailable(Refusal):
    """It would work at another time."""

    status = 503
    title = "Not now"
    says = "The database cannot answer at the moment. Nothing was changed; try again in a minute."


class Broken(Refusal):
    """A mistake of the program."""

    status = 500
    title = "Something went wrong here"
    says = "This is a mistake of the program, not of yours. What was kept is safe; whoever runs it finds the reason in the log."
