"""Typing errors, and the two spellings of English."""

import random
import re

ONE_IN = 25
"""Words for one typing error."""
LONG = 6
"""Letters of a word that is mistyped."""
_WORD = re.compile(r"(?<![\w/._-])[a-z]+(?![\w/._(-])")
_UNITS = frozenset(
    "second seconds minute minutes million billion thousand hundred months percent kilobytes megabytes gigabytes terabytes milliseconds".split()
)
_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (pair.partition("/")[0], pair.partition("/")[2])
    for pair in (
        "organise/organize organiser/organizer organisers/organizers organised/organized summarise/summarize recognise/recognize synchronise/synchronize denormalise/denormalize "
        "denormalised/denormalized optimise/optimize prioritise/prioritize authorise/authorize authorised/authorized initialise/initialize serialise/serialize utilise/utilize "
        "behaviour/behavior colour/color favour/favor neighbour/neighbor neighbours/neighbors labour/labor centre/center metre/meter theatre/theater catalogue/catalog "
        "cancelled/canceled cancelling/canceling travelled/traveled modelling/modeling labelled/labeled queueing/queuing licence/license defence/defense whilst/while grey/gray cheque/check"
    ).split()
)


def mistyped(line: str, rng: random.Random) -> str:
    """About one word in `ONE_IN` with two letters swapped or one dropped, among the long ones in lower case; the first and the last letter stay."""
    candidates = [match for match in _WORD.finditer(line) if len(match[0]) >= LONG and match[0] not in _UNITS]
    wanted = len(line.split()) / ONE_IN
    count = min(len(candidates), int(wanted) + (rng.random() < wanted % 1))
    for match in sorted(rng.sample(candidates, count), key=lambda match: -match.start()):
        line = line[: match.start()] + _slipped(match[0], rng) + line[match.end() :]
    return line


def british(line: str) -> str:
    """Organise, behaviour."""
    return _respelled(line, {us: uk for uk, us in _PAIRS if uk != "whilst" and us != "check"})


def american(line: str) -> str:
    """Organize, behavior."""
    return _respelled(line, dict(_PAIRS))


def _slipped(word: str, rng: random.Random) -> str:
    places = [place for place in range(1, len(word) - 2) if word[place] != word[place + 1]]
    place = rng.choice(places)
    if rng.random() < 0.5:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :]


def _respelled(line: str, spellings: dict[str, str]) -> str:
    def respelled(match: re.Match[str]) -> str:
        word = spellings.get(match[0].lower())
        return match[0] if word is None else word.capitalize() if match[0][0].isupper() else word

    return re.sub(r"(?<![\w/._-])[A-Za-z]+(?![\w/._(-])", respelled, line)
