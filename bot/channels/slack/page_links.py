"""Addresses of our pages in what is said in Slack, and back again."""

from dataclasses import dataclass

from storage.failures import UnknownInterview

PLACES = ("interviews", "transcripts")
"""Where interviews are, and where they were before there were pages."""


@dataclass(frozen=True)
class PageLinks:
    """`public_url` is where this installation is, if it can be reached; `are_read` says whether people can sign in to read them."""

    public_url: str | None = None
    are_read: bool = False

    def to(self, interview_id: str) -> str | None:
        """The page of an interview; None where it would only say that nobody can sign in."""
        return f"{self._base}/interviews/{interview_id}" if self.public_url and self.are_read else None

    @property
    def progress(self) -> str | None:
        """Where somebody sees how they get on."""
        return f"{self._base}/progress" if self.public_url and self.are_read else None

    def to_problem(self, slug: str) -> str | None:
        """The page of a problem of the bank; None as in `to`."""
        return f"{self._base}/problems/{slug}" if self.public_url and self.are_read else None

    def interview_in(self, url: str) -> str:
        """The id in a link to an interview of this installation. Raises `UnknownInterview` for any other link."""
        for place in PLACES:
            prefix = f"{self._base}/{place}/"
            if self.public_url and url.startswith(prefix):
                return url.removeprefix(prefix).split("/")[0].split("?")[0].split("#")[0]
        raise UnknownInterview(url)

    @property
    def _base(self) -> str:
        return (self.public_url or "").rstrip("/")
