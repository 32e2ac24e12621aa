"""What the candidate asks for instead of answering: a bare word, or a short sentence that is nothing but the request.

Whatever could also be an answer is one; of the wishes that are hard to take back ("end", "restart") only the bare word counts."""

import re

from interview_flow.transcript import Wish

LONGEST = 80
"""Characters of a request; anything longer is an answer and is not looked at."""
_SYNONYMS = {
    "skip": "next",
    "next phase": "next",
    "next part": "next",
    "a hint": "hint",
    "hint please": "hint",
    "continue": "resume",
    "quit": "end",
    "stop": "end",
    "exit": "end",
    "?": "help",
}
_HINT = r"(?:(?:a|another|one more|the next|any|some|a small|a little) )?hints?"
_PART = r"(?:the )?next (?:part|phase)"
_REQUESTS = {
    Wish.HINT: (
        _HINT,
        rf"(?:can|could|may|might) (?:i|we) (?:please )?(?:have|get|ask for) {_HINT}",
        rf"(?:can|could|would|will) you (?:please )?give (?:me|us) {_HINT}",
        rf"(?:give|show) (?:me|us) {_HINT}",
        rf"i (?:need|want|would like|could use|will take) {_HINT}",
        rf"(?:i'd like|i'll take) {_HINT}",
        rf"do you have {_HINT}(?: for me)?",
        rf"{_HINT} would (?:help|be (?:nice|good|great|helpful))",
    ),
    Wish.NEXT: (
        "(?:next|skip) please|please (?:next|skip)",
        _PART,
        rf"let(?:'s| us) (?:move|go) (?:on )?to {_PART}",
        rf"(?:can|could|may|shall) we (?:move|go) (?:on )?to {_PART}",
    ),
    Wish.PAUSE: ("pause please|please pause", "let(?:'s| us) pause", "(?:can|could|may) (?:we|i) pause"),
}
_BEFORE, _AFTER = "(?:(?:ok|okay|hi|sorry|sure|well) )?(?:please )?", "(?: here| now)?(?: please)?(?: thanks| thank you)?"
_READ = {wish: re.compile(f"{_BEFORE}(?:{'|'.join(each)}){_AFTER}") for wish, each in _REQUESTS.items()}
_MARKS = re.compile(r"[.,;:!?…]+")


def wish_in(text: str) -> Wish | None:
    """The wish that a message consists of; None where it says anything else."""
    if len(text) > LONGEST:
        text = text.strip()  # a word with much white around it is still that word
    if len(text) > LONGEST:
        return None
    word = text.strip(" \t\r\n.!/").casefold()
    word = _SYNONYMS.get(word, word)
    return Wish(word) if word in set(Wish) else _request_in(word)


def _request_in(text: str) -> Wish | None:
    words = " ".join(_MARKS.sub(" ", text.replace("’", "'")).split())
    return next((wish for wish, read in _READ.items() if read.fullmatch(words)), None)
