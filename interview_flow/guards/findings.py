"""What a model holds to be shown is looked up: the words must be there, and be of the kind that can show it."""

from collections.abc import Iterator, Sequence

from interview_flow.assessment.worthless import recites
from interview_flow.brief import Brief
from interview_flow.guards.seeing import cut
from interview_flow.guards.stems import stems
from interview_flow.guards.verbatim import Heard, pending
from interview_flow.guards.vocabulary import Words, vocabulary
from interview_flow.guided.listening import requests_in
from interview_flow.guided.recognition import ASKABLE, LONGEST_QUOTE, MOST_QUOTES, explains
from interview_flow.model_use import Guard, Intervention
from interview_flow.rubric import Criterion
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Finding, Quote, Status

MOST_CRITERIA = 2
"""Criteria that the same words can show; they can meet one of them, and a part of the other."""
LEAST, ENOUGH = 2, 4
"""Words of a criterion's own that a quote must hold to show a part of it, and to meet it."""
MOST = 12
"""Findings of one turn; an answer that shows more shows less of each."""
MOST_PROPOSED = 100
"""Findings that are looked at."""


def guarded_findings(brief: Brief, proposed: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Intervention, ...]]:
    """The findings that hold, each with the quotes that hold and the status that they can carry."""
    said, taken = pending(brief), list[Intervention]()
    answered = frozenset(request.quote for request in requests_in(brief) if request.fact) if proposed else frozenset[str]()
    used, known = _Used(said), vocabulary(brief.rubric, brief.problem)
    kept: list[Finding] = []
    for finding in proposed[:MOST_PROPOSED]:
        if finding.status is Status.ABSENT:
            continue
        criterion = _criterion(brief, finding)
        if criterion is None:
            taken.append(cut(Guard.CRITERION, finding.criterion))
            continue
        true = [quote for quote in finding.evidence if quote.turn in said and said[quote.turn].has(quote.quote)]
        taken += [cut(Guard.QUOTE, quote.quote) for quote in finding.evidence if quote not in true]
        fit = [_cut_short(quote) for quote in true if _can_show(criterion, said[quote.turn], quote)]
        words = {quote: _in_its_words(quote, known[criterion.id]) for quote in fit}
        fit = [quote for quote in fit if words[quote] >= LEAST and used.takes(quote, criterion.id)][:MOST_QUOTES]
        if not fit:
            taken += [cut(Guard.CRITERION, f"{finding.criterion}: {true[0].quote}")] if true else []
            continue
        status = _status(criterion, finding.status, fit, answered)
        if status is Status.MET and not (max(words[quote] for quote in fit) >= ENOUGH and used.meets(fit, criterion.id)):
            status = Status.PARTIAL
        kept.append(Finding(criterion=criterion.id, status=status, evidence=tuple(fit)))
        if kept[-1].status is not finding.status:
            taken.append(cut(Guard.CRITERION, f"{finding.criterion} partly: {fit[0].quote}"))
    few = list(_few(kept))
    taken += [cut(Guard.CRITERION, finding.criterion) for finding in kept if finding not in few]
    return tuple(few), tuple(taken)


def _criterion(brief: Brief, finding: Finding) -> Criterion | None:
    """The criterion of a finding, where a judge may decide it in the phase of the answers."""
    found = next((each for each in brief.rubric.criteria if each.id == finding.criterion), None)
    phases = {turn.turn: turn.phase for turn in brief.answers}
    if found is None or found.checked_by:
        return None
    if found.bound and any(phases.get(quote.turn, found.phase) is not found.phase for quote in finding.evidence):
        return None
    return found


def _can_show(criterion: Criterion, heard: Heard, quote: Quote) -> bool:
    """Whether words of this kind show anything: a question shows few things, the rubric's own words none."""
    if heard.asks(quote.quote) and criterion.id not in ASKABLE:
        return False
    parts = sentences(quote.quote)
    return bool(parts) and not all(recites(each, criterion.says) for each in parts)


def _in_its_words(quote: Quote, words: Words) -> int:
    """How many of a criterion's own words a quote holds."""
    return len(words.intersection(stems(quote.quote)))


def _cut_short(quote: Quote) -> Quote:
    return quote if len(quote.quote) <= LONGEST_QUOTE else quote.model_copy(update={"quote": quote.quote[:LONGEST_QUOTE].strip()})


def _status(criterion: Criterion, status: Status, quotes: Sequence[Quote], answered: frozenset[str]) -> Status:
    parts = [Sentence(" ".join(quote.quote.split()), 0) for quote in quotes]
    return status if any(explains(criterion.id, part, answered) for part in parts) else Status.PARTIAL


def _few(findings: Sequence[Finding]) -> Iterator[Finding]:
    """At most so many for each turn, by the turn of their first quote."""
    count: dict[int, int] = {}
    for finding in findings:
        turn = finding.evidence[0].turn
        count[turn] = count.get(turn, 0) + 1
        if count[turn] <= MOST:
            yield finding


class _Used:
    """Which words have shown which criteria so far."""

    def __init__(self, said: dict[int, Heard]) -> None:
        self._said, self._places = said, list[tuple[int, int, int, str]]()
        self._meeting: list[tuple[int, int, int, str]] = []

    def takes(self, quote: Quote, criterion: str) -> bool:
        """Whether these words may show one more criterion; if so, they have."""
        start, stop = self._said[quote.turn].place(quote.quote)
        shown = {what for turn, first, last, what in self._places if turn == quote.turn and first < stop and start < last}
        if len(shown - {criterion}) >= MOST_CRITERIA:
            return False
        self._places.append((quote.turn, start, stop, criterion))
        return True

    def meets(self, quotes: Sequence[Quote], criterion: str) -> bool:
        """Whether words that meet no other criterion yet are among these; if so, they meet this one."""
        for quote in quotes:
            start, stop = self._said[quote.turn].place(quote.quote)
            if not any(turn == quote.turn and first < stop and start < last and what != criterion for turn, first, last, what in self._meeting):
                self._meeting.append((quote.turn, start, stop, criterion))
                return True
        return False
