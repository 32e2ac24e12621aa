"""What is not given, and how that is told: a page for people, RFC 9457 for programs."""


class Refusal(Exception):
    """A request that is not granted. `title` and `says` are told; nothing else is."""

    status = 400
    title = "This request cannot be read"
    says = "Something in the address or in the form is not as it should be."

    def __init__(self, says: str | None = None) -> None:
        super().__init__(says or self.says)
        self.says = says or self.says


class NotSignedIn(Refusal):
    """Nobody is known."""

    status = 401
    title = "Sign in first"
    says = "This page is for people who are signed in."


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
