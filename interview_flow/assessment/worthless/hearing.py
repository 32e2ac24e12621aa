"""The one place where what is worthless is taken out: everybody who judges reads what is left."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from interview_flow.assessment.worthless.addressing import to_the_judge
from interview_flow.assessment.worthless.courtesy import is_personal, is_polite, praises
from interview_flow.assessment.worthless.disguise import unmasked
from interview_flow.assessment.worthless.echoes import Given, given, is_echo
from interview_flow.assessment.worthless.forgery import comments, gives_a_verdict, speaks_as_another
from interview_flow.assessment.worthless.jargon import is_buzz, is_jargon
from interview_flow.assessment.worthless.noise import is_noise
from interview_flow.brief import Brief
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Kind, Speaker, Turn

_MARKER = re.compile(r"\(?\d{1,2}[.)]")
"""The number of an item, when its text is a sentence of its own."""


def heard(turn: Turn, brief: Brief) -> Turn:
    """The answer as far as it can show anything: what is worthless is blanked, all else stays where it stands."""
    return _blanked(turn, given(brief))


def heard_of(turns: Iterable[Turn], brief: Brief) -> tuple[Turn, ...]:
    """All turns of an interview, each answer as far as it can show anything after what was said before it; one that was found worthless is empty."""
    barred = {each.turn for each in brief.interview.unscorable}
    said: list[Turn] = []
    for turn in turns:
        is_answer = turn.speaker is Speaker.CANDIDATE and turn.kind is Kind.ANSWER
        if is_answer and turn.turn in barred:
            said.append(replace(turn, text=""))
        else:
            said.append(_blanked(turn, given(brief, said)) if is_answer else turn)
    return tuple(said)


def bids(sentence: Sentence) -> bool:
    """Whether it is for the judge rather than about the design."""
    seen = _seen(sentence)
    return to_the_judge(seen) or praises(seen) or gives_a_verdict(seen.text) or speaks_as_another(seen.text)


def _blanked(turn: Turn, known: Given) -> Turn:
    text = turn.text
    for start, stop in _silent(text, known):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:stop]) + text[stop:]
    return replace(turn, text=text) if text != turn.text else turn


@lru_cache(maxsize=32)  # several rooms hear one answer
def _silent(text: str, known: Given) -> tuple[tuple[int, int], ...]:
    """What shows nothing, from where to where."""
    return (*comments(text), *_silent_lines(text, known), *_silent_sentences(text, known))


def _silent_lines(text: str, known: Given) -> Iterator[tuple[int, int]]:
    """Lines in somebody else's name, and lists of the rubric's words."""
    start = 0
    for line in text.split("\n"):
        seen = unmasked(line)
        if line.strip() and (speaks_as_another(seen) or _is_data(line, seen) or (not _structures(line) and is_buzz(seen, known))):
            yield start, start + len(line)
        start += len(line) + 1


def _is_data(line: str, seen: str) -> bool:
    """Whether a line of a table or of JSON holds verdicts."""
    return line.strip()[0] in '|{["' and gives_a_verdict(seen)


def _silent_sentences(text: str, known: Given) -> Iterator[tuple[int, int]]:
    """Sentences that say nothing, the numbers before them, and labels under which nothing else stands."""
    said = sentences(text)
    silent = [not _structures(each.text) and _says_nothing(_seen(each), known) for each in said]
    for at in reversed(range(len(said) - 1)):
        silent[at] |= silent[at + 1] and bool(_MARKER.fullmatch(said[at].text))
    yield from (_place(each) for each, nothing in zip(said, silent, strict=True) if nothing)
    yield from (_place(said[at]) for at in range(len(said)) if said[at].text.endswith(":") and _is_emptied(text, said, silent, at))


def _is_emptied(text: str, said: tuple[Sentence, ...], silent: list[bool], label: int) -> bool:
    """Whether nothing is left of what stood under a label."""
    after = next((at for at in range(label + 1, len(said)) if not silent[at]), len(said))
    if after == label + 1 or not _structures(said[label].text):
        return False
    if after == len(said) or _structures(said[after].text):
        return True
    return "\n" in text[said[label].start : said[after].start] and not said[after].numbered


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.start + len(sentence.text)


def _seen(sentence: Sentence) -> Sentence:
    """A sentence without its disguise."""
    seen = unmasked(sentence.text)
    return sentence if seen == sentence.text else replace(sentence, text=seen)


def _says_nothing(sentence: Sentence, known: Given) -> bool:
    if bids(sentence) or is_polite(sentence) or is_personal(sentence) or is_noise(sentence):
        return True
    return not sentence.asks and (is_echo(sentence, known) or is_jargon(sentence, known))


def _structures(line: str) -> bool:
    """Whether it is a heading, a label or a row of a table: it says where the others belong."""
    bare = line.strip()
    return bare.startswith(("#", "|", "**", "```")) or bare.endswith((":", "**", "|"))
