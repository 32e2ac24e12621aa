"""Forms: only a page of ours can send one, because only it knows the token."""

from typing import Annotated

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException

from bot.channels.web.refusals import Forbidden, Refusal
from bot.channels.web.viewer import Somebody, Viewer

FIELD = "token"
GOOD_FOR = 24 * 60 * 60
"""Seconds for which a page that was loaded may still send its form."""
MOST_FIELDS, LONGEST_FIELD = 200, 200_000


class Forms:
    """Makes and checks tokens with these keys; the first signs, the others are still known."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._signer = URLSafeTimedSerializer(list(reversed(keys)), salt="form")

    def token(self, viewer: Viewer) -> str:
        """What a page shown to this viewer puts into its forms."""
        return str(self._signer.dumps(viewer.person))

    def check(self, viewer: Viewer, token: str) -> None:
        """Raises `Forbidden` for what did not come from a page of this viewer's."""
        try:
            person = self._signer.loads(token, max_age=GOOD_FOR)
        except BadSignature:
            person = None
        if person != viewer.person:
            raise Forbidden("This form is too old, or does not come from here. Load the page again and send it once more; nothing was changed.")


class Filled:
    """The fields of a form that was sent, as text without surrounding white space."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def check(self) -> None:
        """Raises `UnicodeError` for half a character, which nothing could keep: `unicode_escape` spells it."""
        for each in self._data.multi_items():
            "".join(map(str, each)).encode()

    def text(self, name: str) -> str:
        """A field; "" when it is not there."""
        value = self._data.get(name, "")
        return "" if isinstance(value, UploadFile) else value.strip()

    def texts(self, prefix: str) -> dict[str, str]:
        """Every filled-in field whose name begins with `prefix`, by the rest of its name."""
        return {name.removeprefix(prefix): self.text(name) for name in self._data if name.startswith(prefix) and self.text(name)}


async def filled(request: Request, viewer: Somebody) -> Filled:
    """A form of this viewer's. Raises `Forbidden`, `Refusal`."""
    try:
        async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as data:
            form = Filled(data)
            form.check()
    except (MultiPartException, UnicodeError) as error:  # the sender chooses the encoding, and some of them fail in ways of their own
        raise Refusal from error
    request.app.state.web.forms.check(viewer, form.text(FIELD))
    return form


Form = Annotated[Filled, Depends(filled)]
