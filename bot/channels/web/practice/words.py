"""The interviewer's words as HTML."""

from functools import lru_cache

from markupsafe import Markup

from bot.markup.web import Places, page

REMEMBERED = 1024
"""Turns that are not rendered again for another page, or for what changes beside them."""


@lru_cache(REMEMBERED)
def as_html(text: str, turn: int) -> Markup:
    """Safe HTML of a turn in Markdown."""
    return page(text, Places(prefix=f"turn-{turn}-")).html
