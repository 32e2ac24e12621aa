"""A model's words as a person would read them: bounded, without what nobody sees, and without a disguise."""

import unicodedata

from interview_flow.assessment.worthless.disguise import unmasked
from interview_flow.model_use import LONGEST_CUT, Guard, Intervention

LONGEST_SAID = 4000
"""Characters of one text of a model that are looked at; nothing beyond them is ever said."""
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


def visible(text: str) -> str:
    """The text without control characters, invisible marks and halves of characters; lines stay."""
    if len(text) > LONGEST_SAID:
        text = text[:LONGEST_SAID]
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = (letter if letter == "\n" else " " if letter in "\t\r\u2028\u2029" else letter for letter in text)
    return "".join(letter for letter in kept if letter == "\n" or unicodedata.category(letter) not in _UNSEEN).strip()


def undisguised(text: str) -> str:
    """What guards look at: no look-alike letters, no word pulled apart, straight apostrophes."""
    return unmasked(text).replace("’", "'").replace("‘", "'")


def cut(guard: Guard, text: str) -> Intervention:
    """What a guard took out, fit for the log."""
    return Intervention(guard=guard, text=visible(text)[:LONGEST_CUT])
