"""Prompt caches: what of a request has been read before."""

from tests.fakes.model.asked import Asked, tokens

SMALLEST = 1024
"""Tokens below which neither provider caches."""
STEP = 128
"""Tokens by which OpenAI's grows."""


class Cache:
    """Of one server. OpenAI's is found by the longest beginning that an earlier request had, Anthropic's by the marks that the client sets."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int]] = set()

    def look(self, asked: Asked) -> tuple[int, int]:
        """Tokens read from the cache, and tokens written to it."""
        of, marked = f"{asked.path} {asked.model}", asked.path == "/v1/messages"
        ends = [mark for mark in asked.marks if tokens(asked.text[:mark]) >= SMALLEST] if marked else range(STEP * 4, len(asked.text) + 1, STEP * 4)
        read = stored = digest = start = 0
        for end in ends:
            digest, start = hash((digest, asked.text[start:end])), end
            if (of, digest) in self._seen:
                read = end // 4
            self._seen.add((of, digest))
            stored = end // 4
        return (read if read >= SMALLEST else 0), (stored - read if marked else 0)
