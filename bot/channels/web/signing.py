"""What browsers and Slack carry for us, signed, so that it comes back as it was given."""

import hashlib
from collections.abc import Sequence
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

LONGEST = 4096
"""Characters that are looked at."""


class Signed:
    """Signs for one `use` with the first of the keys; each of them is known again."""

    def __init__(self, keys: Sequence[str], use: str) -> None:
        self._serializer = URLSafeSerializer(list(reversed(keys)), salt=use, signer_kwargs={"digest_method": hashlib.sha256})

    def sealed(self, value: Any) -> str:
        """A text for a cookie or an address."""
        return str(self._serializer.dumps(value))

    def read(self, text: str | None) -> Any:
        """What was sealed; None for what we did not sign for this use."""
        if not text or len(text) > LONGEST:
            return None
        try:
            return self._serializer.loads(text)
        except BadData:
            return None
