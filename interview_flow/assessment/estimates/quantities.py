"""A quantity of the text: "about 2B messages a day" with all that belongs to it."""

from dataclasses import dataclass

from interview_flow.assessment.estimates.figures import BEGINNINGS, Draft, number_of, plus, softened
from interview_flow.assessment.estimates.numerals import Measure, Numeral, magnitude, numeral, spelled
from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.units import HERTZ, OFTEN, PER_SECOND, PHYSICAL, bandwidths, kind, named
from interview_flow.assessment.estimates.words import NOT_LABELS, OPEN_HOURS, PEOPLE

_LONGEST_LABEL = 5
_EXTREMES, _SPANS = frozenset("worst busiest peak rush".split()), frozenset("second minute hour day month".split())
_WORKED = frozenset("minutes hours days months years".split())
_NINES = frozenset(("nines", "9s", "9's"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit and what it counts. `text[start:end]` is all of it."""

    start: int
    end: int
    measures: tuple[Measure, ...]
    """What it may mean, the likeliest first."""
    label: tuple[str, ...] = ()
    about: bool = False
    bound: str = ""
    """`under` or `over` when only a bound is told."""
    order: bool = False
    """Whether an order of magnitude is told."""
    low: float = 1.0
    """The lower end of a range, as a share of the upper one."""
    each: bool = False
    per: str = ""
    """The noun of `per user`."""
    percent: bool = False
    multiplier: bool = False
    nines: bool = False
    doubtful: bool = False
    computed: bool = False
    """Whether the number is a power that has to be worked out, such as 62^7."""
    hung: bool = False
    """Whether it is the unit of a bracket: (8 + 8) bytes."""
    bare: bool = False
    """Whether it is a number and nothing else."""
    figure: int = 0
    """Where the number itself begins."""
    paced: bool = False
    """Whether a rate is told by its interval: one every 5 s."""
    often: bool = False
    """Whether its period is a word, `monthly`: people are counted so too."""


def quantity(tokens: list[Token], at: int, *, after_quantity: bool = False) -> tuple[Quantity, int] | None:
    """The quantity that begins at a token, and the token after it; None when none begins there."""
    if tokens[at].kind != "number" and tokens[at].low not in BEGINNINGS:
        return None
    draft = Draft(tokens, at)
    if tokens[at].kind != "number":
        softened(draft, bounds=not after_quantity)
    money = draft.sign() in ("$", "€", "£")
    draft.at += money
    figure = draft.at
    found = number_of(draft) if draft.at < len(tokens) else None
    if found is None:
        return None
    draft.measures, draft.about, draft.doubtful = found.measures, draft.about or found.about, found.doubtful
    if money:
        draft.multiply(Measure(1.0, (("dollar", 1),)))
    plus(draft)
    nines = _measured(draft, found)
    _described(draft)
    _afterwards(draft)
    units = any(each.units for each in draft.measures)
    bare = not (draft.label or draft.per or draft.each or found.percent or draft.percent or units)
    return Quantity(
        start=tokens[at].start, end=tokens[draft.at - 1].end, measures=draft.measures, label=tuple(draft.label), about=draft.about, bound=draft.bound,
        order=draft.order, low=draft.low, each=draft.each, per=draft.per, percent=found.percent or nines or draft.percent, multiplier=found.multiplier, nines=nines,
        doubtful=draft.doubtful, computed=draft.computed, bare=bare, figure=tokens[figure].start, paced=draft.paced, often=draft.often,
    ), draft.at  # fmt: skip


def _measured(draft: Draft, found: Numeral) -> bool:
    """Take in the magnitude and the unit; whether it is a number of nines."""
    for _ in range(2):
        if (token := draft.token()) and (more := magnitude(token)):
            draft.multiply(*more)
            draft.at += 1
    if (
        draft.sign() == "-"
        and draft.tight()
        and (hyphened := draft.token(1))
        and (units := named(hyphened.text))
        and (kind(units[0]).data or kind(units[0]).time)
    ):
        draft.at += 1
    if (token := draft.token()) and (draft.word() in _NINES or (token.kind == "number" and token.text == "9" and token.suffix in ("s", "'s"))):
        draft.at += 1
        count = draft.measures[0].number
        draft.measures = (Measure(1 - 10.0**-count if 1 <= count <= 9 else 0.0),)
        return True
    if token and draft.word() in ("percent", "pct") and not found.percent:
        draft.at += 1
        draft.multiply(Measure(0.01))
        draft.percent = True
    elif token and token.kind == "word":
        _unit(draft, token)
    return False


def _unit(draft: Draft, token: Token) -> None:
    if token.text in bandwidths():
        draft.multiply(Measure(1.0, ((bandwidths()[token.text], 1), ("second", -1))))
    elif token.low in PER_SECOND:
        draft.multiply(Measure(1.0, (("second", -1),)))
    elif token.text in HERTZ:
        draft.multiply(Measure(HERTZ[token.text], (("second", -1),)))
    elif token.text in PHYSICAL:
        draft.doubtful = True
        draft.multiply(Measure(PHYSICAL[token.text]))
        draft.label.append(token.low)
    elif units := named(token.text):
        draft.measures = tuple(each for each in draft.measures if not each.units) or draft.measures
        draft.multiply(*(Measure(1.0, ((unit, 1),)) for unit in units))
    else:
        return
    draft.at += 1


def _described(draft: Draft) -> None:
    """Take in what is counted, and per what."""
    for _ in range(8):
        before = draft.at
        _labelled(draft)
        _worked_hours(draft)
        _rated(draft)
        if draft.at == before:
            return


def _labelled(draft: Draft) -> None:
    while len(draft.label) < _LONGEST_LABEL:
        token = draft.token()
        if (draft.word() == "of" and _noun(draft.token(1))) or (
            draft.sign() in ("+", "-", "&") and token and not token.spaced and _noun(draft.token(1)) and not draft.tokens[draft.at + 1].spaced
        ):
            draft.at += 1
        elif (_noun(token) and draft.word() not in OFTEN) or (draft.label and draft.label[-1] in _EXTREMES and draft.word() in _SPANS):
            draft.label.append(draft.word())
            draft.at += 1
        else:
            return


def _worked_hours(draft: Draft) -> None:
    """`2,000 machine-minutes`, `300 build hours`: time, of which a noun tells whose it is."""
    ahead = int(draft.sign() == "-" and draft.tight())
    token = draft.token(ahead)
    named_so = len(draft.label) == 1 and draft.label[0] not in OPEN_HOURS and not any(each.units for each in draft.measures)
    if named_so and token is not None and token.low in _WORKED:
        draft.at += ahead + 1
        draft.multiply(Measure(1.0, ((named(token.low)[0], 1),)))


def _noun(token: Token | None) -> bool:
    return token is not None and token.kind == "word" and token.low not in NOT_LABELS and not (named(token.text) and token.text != "second")


def _rated(draft: Draft) -> None:
    """Take in `per day`, `/s`, `a month`, `every 5 s`, `per user`, `daily`."""
    word, sign = draft.word(), draft.sign()
    if word in OFTEN:
        people = draft.word(1) in PEOPLE or draft.word(1) == "active" or bool(draft.label and draft.label[-1] in PEOPLE)
        draft.at += 1
        if not people:
            draft.often = True
            draft.multiply(Measure(1.0, ((OFTEN[word], -1),)))
    elif word in PER_SECOND:
        draft.at += 1
        draft.multiply(Measure(1.0, (("second", -1),)))
    elif word in ("times", "time") and draft.word(1) in ("a", "per", "each", "every"):
        draft.at += 1
    elif word == "for" and draft.word(1) in ("each", "every") and (units := named(draft.word(2))) and kind(units[0]).time:
        _per(draft, 2, "per")
    elif word in ("a", "an", "each", "every", "per", "in", "p") or sign == "/":
        _per(draft, 1 + (word == "p"), word or "/")


def _per(draft: Draft, ahead: int, how: str) -> None:
    token = draft.token(ahead)
    if how == "in" and draft.word(ahead) in ("a", "an", "one", "each", "every"):
        token = draft.token(ahead := ahead + 1)
    elif how == "in" and (token is None or token.kind != "number"):
        return
    if how in ("per", "/", "every", "in") and token and token.kind in ("number", "word") and _per_number(draft, ahead, token, how):
        return
    if token is None or token.kind != "word":
        return
    if units := named(token.text):
        if how in ("a", "an", "each", "every", "in") and not kind(units[0]).time:
            return
        draft.at += ahead + 1
        draft.paced = draft.paced or how == "every"
        draft.multiply(Measure(1.0, ((units[0], -1),)))
        if draft.sign() == "-" and draft.tight():
            draft.doubtful = True
    elif how in ("per", "/", "a", "an") and _noun(token):
        draft.at += ahead + 1
        draft.per = draft.per or token.low
        while _noun(draft.token()) and draft.word() not in OFTEN and draft.at - ahead < len(draft.tokens) and len(draft.label) < _LONGEST_LABEL:
            draft.label.append(draft.word())
            draft.at += 1


def _per_number(draft: Draft, ahead: int, token: Token, how: str) -> bool:
    """`per 5 s`, `in ten minutes`; a number after a stroke is a division and none of this."""
    if how == "/":
        return False
    found = numeral(token) if token.kind == "number" else (read[0] if (read := spelled(draft.tokens, draft.at + ahead)) else None)
    if found is None or not found.measures or not found.measures[0].number:
        return False
    measure, place = found.measures[-1 if found.measures[-1].units else 0], draft.at + ahead + 1
    following = draft.tokens[place] if place < len(draft.tokens) else None
    if not measure.units and following and following.kind == "word" and (units := named(following.text)):
        measure, place = measure.times(1.0, ((units[0], 1),)), place + 1
    if not measure.units or kind(measure.units[0][0]).time != 1:
        return False
    draft.at = place
    draft.paced = True
    draft.multiply(Measure(1 / measure.number, ((measure.units[0][0], -1),)))
    return True


def _afterwards(draft: Draft) -> None:
    """Take in `each`, `or so` and the like."""
    if draft.word() in ("each", "apiece"):
        draft.each = True
        draft.at += 1
        _rated(draft)
    if draft.word() == "or" and draft.word(1) == "so":
        draft.about = True
        draft.at += 2
    if draft.word() == "ish" or (draft.sign() == "-" and draft.word(1) == "ish"):
        draft.about = True
        draft.at += 1 + (draft.word() != "ish")
