"""The keys under which tokens are kept: the first one seals, each of them opens."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.commands.failures import BadInput

VARIABLE = "MOCK_INTERVIEW_TOKEN_KEYS"
LENGTH = 44
"""Characters of a key: 32 bytes in base64."""
MAKE_ONE = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class Unopened(Exception):
    """None of the keys opens this."""


class TokenKeys:
    """Seals and opens texts. To change the key, put a new one in front, re-encrypt, and drop the old one."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises `BadInput` when there is no key, or one that is none."""
        if not keys:
            raise BadInput(f"{VARIABLE} is not set: the tokens of workspaces are kept encrypted. Make a key with: {MAKE_ONE}")
        self._keys = [_fernet(key.strip(), place) for place, key in enumerate(keys, 1)]
        self._all = MultiFernet(self._keys)

    def seal(self, text: str) -> str:
        """The text, encrypted."""
        return self._all.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed. Raises `Unopened`."""
        try:
            return self._all.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise Unopened from error

    def resealed(self, sealed: str) -> str:
        """The same under the first key; itself if that is the one already. Raises `Unopened`."""
        try:
            self._keys[0].decrypt(sealed.encode())
        except InvalidToken:
            return self.seal(self.open(sealed))
        return sealed


def _fernet(key: str, place: int) -> Fernet:
    try:
        if len(key) != LENGTH:  # two keys without a comma between them would be taken for the first one
            raise ValueError
        return Fernet(key)
    except ValueError:  # its text, and so the chain, is left out: it is about a secret
        raise BadInput(f"{VARIABLE}: number {place} is not a key ({LENGTH} characters of base64). Make one with: {MAKE_ONE}") from None
