"""The candidate's statements, in order, each with how firmly it stands: only what is claimed can be contradicted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from interview_flow.phases import Phase
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Kind, Quote, Speaker, Turn

LONGEST_READ = 20_000
"""Characters of one answer."""
MOST = 4_000
"""Statements of one interview."""

_SUPPOSES = re.compile(
    r"""\b(?: if | suppose | supposing | imagine | what\sif | were\sto | unless | \d+\s?x | (?:ten|hundred|five|several|many)\stimes | tenfold | hundredfold
      | times\s(?:over|the\sload|as|more) | doubl(?:e|es|ed|ing) | triple[sd]? | twice | grow(?:s|n|ing|th)? | grew | outgr[oe]w\w* | later | eventually(?!\sconsisten) | some\sday | one\sday\s(?:we|it|they|i)
      | could | might | instead | rather\sthan | alternative\w* | considered | nearly | almost | would\shave | versus | vs | compared
      | too\s(?:many|much|big|large) | even\s(?:with|at|when) | worst\scase | degraded | outage | fail[\s-]?over | crash(?:es|ed)? | half
      | canary | pilot | roll[\s-]?outs? | rolled\sout | first\sstage | stages? | launch | next\sstep | with\smore\stime | used\sto | my\slast | last\s(?:company|job|team)
      | was\sgoing\sto | started\swith | originally | at\sfirst | (?:up|down)\sfrom | down\sto | between | anywhere\sfrom | range[sd]?\sfrom | optional(?:ly)?
      | by\sdefault | except | at\sleast | colleague | alert\w* | page[sd]?\s(?:me|at|somebody|us) | wakes? )\b""",
    re.VERBOSE,
)
"""What makes a sentence no plain claim about this system as it is."""
_CORRECTS = re.compile(
    r"""\b(?: actually | correct(?:ion|ing|ed) | correct\s(?:that|myself|this) | (?<!as\s)(?<!like\s)i(?:'d)?\ssaid | make\s(?:that|it) | scratch | scrap | hang\son | wait,? | sorry
      | i\smean(?:t)? | misspoke | revis(?:e|ed|ing) | changed?\smy\smind | second\sthought\w* | let\sme\s(?:fix|change|redo|rethink|start|correct|revisit|do\sthat\sagain)
      | oops | my\s(?:mistake|error|bad) | was\swrong | takes?\s(?:that|it|this)\sback | bring\w*\s.{0,30}back | back\sin | after\sall | now\s(?:it|that|they)\sis | no\slonger | any\s?more | from\snow\son )\b
      | \bno,\s | \bnot\s\d""",
    re.VERBOSE,
)
"""What announces that an earlier word is replaced."""
_SUPPOSED_BY_INTERVIEWER = re.compile(
    r"\b(?:ten times|10x|10 times|tenfold|hundred times|100x|twice|double|doubles|triples?|grows?|what if|suppose|imagine|half of|were to|new requirement)\b"
)
_QUOTED = re.compile(r"“[^”]{0,400}”")
"""The candidate's own words in the interviewer's mouth."""
_FOLDED = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "*": " ", "`": " ", "~": " ", "≈": "=", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True)
class Statement:
    """One sentence of the candidate. `settled`: a plain claim; `revises`: it may take back what was said before."""

    turn: int
    phase: Phase
    sentence: Sentence
    settled: bool
    revises: bool
    after_twist: bool

    @cached_property
    def folded(self) -> str:
        """Lower case, single spaces, marks that matter to figures kept."""
        return folded(self.sentence.text)

    @property
    def bent(self) -> bool:
        """Whether it may answer the twist; the wrap-up speaks of the whole again."""
        return self.after_twist and self.phase is not Phase.WRAP_UP

    @property
    def quote(self) -> Quote:
        """The sentence where it stands."""
        return Quote(turn=self.turn, quote=self.sentence.text)


def folded(text: str) -> str:
    """Lower case, straight quotes and single spaces; slashes, hyphens and stops stay, as figures need them."""
    return " ".join(text.translate(_FOLDED).lower().split())


def statements(turns: Iterable[Turn], twist_turn: int | None) -> tuple[Statement, ...]:
    """Every statement of the candidate; questions, commands and what was edited afterwards are none."""
    found: list[Statement] = []
    asked = ""
    for turn in turns:
        if turn.speaker is Speaker.INTERVIEWER:
            asked = _QUOTED.sub(" ", turn.text.lower())
        elif turn.kind is Kind.ANSWER and turn.corrected is None and len(found) < MOST:
            supposed = bool(_SUPPOSED_BY_INTERVIEWER.search(asked))
            found += _of(turn, supposed, twist_turn is not None and turn.turn > twist_turn)
    return tuple(found)


def _of(turn: Turn, supposed: bool, after_twist: bool) -> list[Statement]:
    found: list[Statement] = []
    revises = False
    for sentence in sentences(turn.text[:LONGEST_READ]):
        text = folded(sentence.text)
        revises = revises or bool(_CORRECTS.search(text))
        settled = not supposed and not sentence.asks and not _SUPPOSES.search(text)
        found.append(Statement(turn.turn, turn.phase, sentence, settled, revises, after_twist))
    return found
