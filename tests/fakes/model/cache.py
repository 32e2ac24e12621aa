"""Prompt caches: what of a request has been read before."""

from os.path import commonprefix

from tests.fakes.model.asked import Asked, tokens

SMALLEST = 1024
"""Tokens below which neither provider caches."""
STEP = 128
"""Tokens by which OpenAI's grows."""


class Cache:
    """Of one server. Where the client marks nothing, the longest beginning that an earlier request had counts, as at OpenAI; else its marks do, as at Anthropic."""

    def __init__(self) -> None:
        self._seen: dict[str, list[str]] = {}

    def look(self, asked: Asked) -> tuple[int, int]:
        """Tokens read from the cache, and tokens written to it."""
        seen = self._seen.setdefault(f"{asked.path} {asked.model}", [])
        if asked.path != "/v1/messages":
            shared = max((tokens(commonprefix([one, asked.text])) for one in seen), default=0)
            seen.append(asked.text)
            return (shared // STEP * STEP if shared >= SMALLEST else 0), 0
        kept = [asked.text[:mark] for mark in asked.marks if tokens(asked.text[:mark]) >= SMALLEST]
        read = max((tokens(one) for one in kept if one in seen), default=0)
        seen.extend(one for one in kept if one not in seen)
        return read, max((tokens(one) for one in kept), default=0) - read
