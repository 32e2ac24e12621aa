"""The cookies that we give: for this host alone, out of reach of scripts, and not sent along with what another site posts."""

from dataclasses import dataclass

from fastapi import Request, Response


@dataclass(frozen=True)
class Cookies:
    """`secure` is for https: no other host, no subdomain and no plain connection can then set or see them (the prefix says so to browsers)."""

    secure: bool

    def read(self, request: Request, name: str) -> str | None:
        """What the browser holds under this name."""
        return request.cookies.get(self._named(name))

    def give(self, response: Response, name: str, value: str, seconds: int) -> None:
        """Have the browser hold it for so long."""
        response.headers.append("set-cookie", self.line(name, value, seconds))

    def take(self, response: Response, name: str) -> None:
        """Have the browser forget it."""
        self.give(response, name, "", 0)

    def line(self, name: str, value: str, seconds: int) -> str:
        """The header that gives a cookie. `value` is made of letters, digits and `-_.` alone."""
        return f"{self._named(name)}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if self.secure else ''}"

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name
