"""What the system must do, and how well."""

import re
from collections.abc import Iterator

from interview_flow.notes import Priority, Requirement, Target
from interview_flow.phases import Phase
from interview_flow.reading.abilities import DEEDS, abilities, bare_deeds, does
from interview_flow.reading.blocks import Block
from interview_flow.reading.figures import figures
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import assumes, leaves_out
from interview_flow.reading.verbs import THIRD
from interview_flow.sentences import plain

_ABLE = re.compile(
    r"^\W*(?:(?:so|and|also|then|first|second|third|finally),? )?(?:(?:the|a|an|any|each|every|our|other|logged in|registered) )*"
    r"(?:users?|people|person|customers?|clients?|they|it|we|system|service|any(?:body|one)|every(?:body|one)|admins?|members?|senders?|readers?|writers?|owners?|operators?|callers?|[a-z]+(?:ers?|ors?|ists?|ants?))"
    r"\s+(?:can|could|should|must|may|needs? to|wants? to|has to|have to|is able to|are able to)\s+(?:also |be able to )?[a-z]+",
    re.IGNORECASE,
)
_SHOULD_DO = re.compile(
    r"^\W*(?:so,? |then,? )?(?:the )?(?:[a-z]+(?:ers?|ors?|ants?|ists?)|users?|people) (?:can|could|should|must|may|need to|will)(?: be able to)?:\s+",
    re.IGNORECASE,
)
"""A list of deeds behind a colon: "players should be able to: see a board, see their rank"."""
_PEOPLE_DO = re.compile(
    r"^\W*(?:and |also,? )?(?:users|people|customers|admins|members|guests|[a-z]+(?:ers|ors|ists|ants)|parents|fans) (?:also )?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_PERSON_DOES = re.compile(
    r"^\W*(?:(?:so|and|then|also|first|next),? )?(?:an?|the|each|every) (?:\w+ )?(?:user|[a-z]+(?:er|or|ist|ant|ent|ee)|person|team) (?:then |also )?(?P<verb>[a-z]+s)\b",
    re.IGNORECASE,
)
_QUALITIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (quality, re.compile(words, re.IGNORECASE))
    for quality, words in (
        (
            "consistency",
            r"consisten|eventual|\bstale|\blag\b|readable|read[- ]your|straight (?:after|away)|right after|within (?:a|an|one|two|five|ten|\d+) (?:minutes?|hours?)|at once|right away|immediately|lineari[sz]ab|exactly[- ]once|at[- ]least[- ]once|never (?:be )?(?:sold|booked) twice|double[- ]|in order\b|order(?:ed|ing)\b|same order|visible|no oversell|behind by|diverge|(?:seconds?|minutes?) late\b|delayed",
        ),
        (
            "latency",
            r"\bp\d\d|latenc|\bms\b|\d\s?ms\b|millisecond|response times?|\bfast|\bquick|\bslow|\binstant|within (?:a |an |one |\d+ ?)?(?:few )?(?:hundred )?(?:milli)?s(?:econds?)?\b|real[- ]?time|responsive|\bin (?:less than |under |at most )?(?:\d+|one|two|three|five|ten) ?(?:ms|s|secs?|seconds?)\b|(?:within|under|below) (?:one|two|three|four|five|ten|half a) (?:milli)?seconds?\b|(?:tenth|half|quarter) (?:of )?a second|\bsub[- ](?:milli)?second|(?:under|within|below|<) ?(?:a |one |\d+ ?)?s(?:ec(?:ond)?s?)?\b",
        ),
        (
            "durability",
            r"durab|never (?:be )?los[et]|not (?:be )?los[et]|no (?:\w+ ){1,3}(?:is |are |may be |can be |must be |gets? )?(?:ever )?lost|los(?:e|ing|s of)\b|survive|backed up|\brpo\b",
        ),
        (
            "availability",
            r"availab|uptime|\bnines\b|\b9\d(?:\.\d+)?\s?%|downtime|outage|fault[- ]toler|reliab|keeps? working|fail[- ](?:open|closed)|resilien",
        ),
        ("throughput", r"per second|/s\b|/sec\b|\bqps\b|\brps\b|throughput"),
        ("scale", r"scal|\bmillions?\b|concurrent|billion|\bpeak|grow|\d\s?[mk] (?:users|connections|dau)|\bdau\b|elastic"),
        ("security", r"secur|encrypt|authenti|authori[sz]|private|privacy|gdpr|\btls\b|end[- ]to[- ]end|abuse"),
        ("cost", r"\bcosts?\b|cheap|budget|\$\d"),
    )
)
_MODAL = re.compile(
    r"\b(?:must|should|needs?|may|at most|at least|late|delayed|under|below|within|less than|no more than|tolera\w*|acceptable|fine|okay|up to|never|has to|have to|want|require[sd]?|target|aim|nines|sub[- ](?:milli)?second|expect(?:ed)?|ought to|shld)\b|[<>≤≥]|\d\s?%|\bp\d\d\b",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:can|could|should|must|may|has to|have to|needs? to) (?:also )?(?:not )?(?:be(?! able)|have|stay|remain|wait|lag|trail)\b", re.IGNORECASE
)
_BOUNDED = re.compile(
    r"\b(?:within|in less than|in under|in at most|no (?:more|later) than|under a) (?:an? |one |\d+ ?|few |some )?(?:ms|milli\w+|seconds?|minutes?|hours?|s)\b",
    re.IGNORECASE,
)
"""How soon something must be is a target."""
_SUPPOSING = re.compile(r"\W*(?:if|when|should|suppose|beyond|order of)\b", re.IGNORECASE)
_RANKS_THEM = re.compile(r"\b(?:if|when|cut|half|importan\w+|first|order|priorit\w+|drop|slips?)\b", re.IGNORECASE)
_WHAT_IT_DOES = re.compile(
    r"^.{0,40}?\bwhat (?:it|the system|this|that) (?:needs? to|should|has to|must|will|can) do\b,?\s(?:well,?\s)?", re.IGNORECASE
)
_RANKING = re.compile(
    r"\bnice[- ]to[- ]haves?\b|\bmust[- ]haves?\b|\bcan (?:come|wait)\b|\bfor now\b|\b(?:week|month|year)s? later\b|\bto one\b|\bper write\b|\btimes (?:as|more|for|of)\b|^\W*\d[\d\s,–-]*(?:(?:to|and|through)\s\d+)?\W*$",
    re.IGNORECASE,
)
"""What ranks or counts, and is no requirement of its own."""
_JARGON = re.compile(
    r"\W*(?:non[- ])?functional requirements?|.*\b(?:the candidate|verdict|criteri\w+|rubric|full marks|strong hire)\b.*|\W*(?:must|nice|should)[- ](?:to[- ])?haves?\b.*|.*\bout of scope\b.*|.*\bread[- ](?:to[- ])?write ratio\b.*|.*\bper operation\b.*|\W*(?:consistency|availability|scalability|latency|trade-?offs?|p99|hot key|partition key)\W*",
    re.IGNORECASE,
)
"""Words of a rubric, which name what a list would hold."""
_RANKED = re.compile(
    r"\((?P<mark>must(?:[- ]have)?|nice(?:[- ]to[- ]have)?|should|could|optional|p[0-2]|mvp|later|v2|stretch)\)|\[(?P<box>must|nice|p[0-2])\]|^(?P<lead>p[0-2])\b[:\s]",
    re.IGNORECASE,
)
_MUST = frozenset({"must", "p0", "mvp"})
_RANKS = re.compile(r"\b(?:must[- ]haves?|nice[- ]to[- ]haves?|nice to have)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst (?P<many>two|three|four|five|six)\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?P<low>\d{1,2}) ?(?:to|-|–|through) ?(?P<high>\d{1,2})\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SHORT = frozenset("a an the to of and or for from with in on by per is be can their its other own".split())


def functional(page: Page) -> Iterator[Requirement]:
    """The functional requirements; a ranking of what was listed in the same message marks those."""
    listed: list[Requirement] = []
    ranked: list[tuple[str, Priority]] = []
    enumerated: set[str] = set()
    for passage in page.passages:
        if leaves_out(passage, page.phase):
            continue
        if passage.sentence.numbered:
            enumerated.add(passage.title)
        priority = passage.opening.priority
        if listed and not passage.sentence.numbered and _RANKS.search(passage.said) and (musts := _musts(passage.said)):
            listed = [each.model_copy(update={"priority": Priority.MUST if at < musts else Priority.NICE}) for at, each in enumerate(listed)]
        elif passage.section == "functional" and passage.firm and priority and listed and not passage.sentence.numbered:
            ranked += [(text, priority) for text in _ranked(passage.said)]
        else:
            listed += [
                _requirement(text, page.turn, priority) for text in _wanted(passage, page, passage.title in enumerated) if _is_one(text, passage)
            ]
    for block in page.blocks:
        listed += _tabled(block, page)
    yield from _with_ranks(listed, ranked, page.turn)


def _tabled(block: Block, page: Page) -> list[Requirement]:
    """The rows of a table of requirements: `| F1 | Author creates a snippet | P0 |`."""
    header = [cell.casefold() for cell in block.rows[0]] if block.kind == "table" and block.rows else []
    place = next((at for at, cell in enumerate(header) if _WANTED_HERE.search(cell)), None)
    if place is None or not page.among(Phase.CLARIFY, Phase.RESTATE):
        return []
    rank = next((at for at, cell in enumerate(header) if "priorit" in cell or "rank" in cell or "must" in cell), None)
    rows = [row for row in block.rows[1:] if len(row) > place and len(row[place].split()) > 1]
    return [_requirement(trimmed(row[place]), page.turn, _priority(row[rank]) if rank is not None and len(row) > rank else None) for row in rows]


def _priority(cell: str) -> Priority | None:
    if not cell.strip():
        return None
    return Priority.MUST if re.search(r"\b(?:p0|must|mvp|high|1)\b", cell.casefold()) else Priority.NICE


_WANTED_HERE = re.compile(r"requirement|feature|function(?!al requirement id)|use case|user can|user story|what (?:a|the) \w+ (?:can|does)|wish")


def targets(page: Page) -> Iterator[Target]:
    """The non-functional requirements, each with its figure if it has one."""
    for passage in page.passages:
        if passage.section == "non_functional" and passage.firm:
            texts = (passage.quote,) if passage.sentence.numbered else items(passage.quote)
            yield from (_target(text, passage.title if passage.own else "", page.turn) for text in texts if len(text) > 2)
        elif _is_target(passage, page):
            yield from (_target(text, "", page.turn) for text in _measured(passage))


def _wanted(passage: Passage, page: Page, enumerated: bool) -> tuple[str, ...]:
    """What a passage asks of the system; after an enumeration a sentence of its own is no item any more."""
    listing = passage.sentence.numbered or passage.own or not enumerated
    if passage.section == "functional" and passage.firm and listing:
        if passage.opening.asked and not passage.sentence.numbered and not does(passage.said):
            return ()
        if passage.said.count(" / ") > 1 and all(does(part) for part in passage.said.split(" / ")):
            return tuple(trimmed(part) for part in passage.said.split(" / "))
        if passage.sentence.numbered or (passage.own and not passage.opening.bare):
            return (trimmed(passage.said),)
        return _abilities(passage.said) if passage.opening.asked or _ABLE.match(passage.said) else items(passage.said)
    if not page.among(Phase.CLARIFY) or _is_target(passage, page) or idle(passage) or assumes(passage):
        return ()
    if found := _SHOULD_DO.match(passage.said):
        return items(passage.said[found.end() :])
    if passage.section not in ("", "functional") or _ranks(passage) or any(figure.telling for figure in figures(passage.said)):
        return ()
    if _BOUNDED.search(passage.said):
        return ()
    return _told(passage.said)


def _ranks(passage: Passage) -> bool:
    """Whether a sentence ranks what was listed before."""
    return bool(_RANKING.search(passage.said) or (passage.sentence.label and _RANKS_THEM.search(passage.title)))


def _is_one(text: str, passage: Passage) -> bool:
    """Whether an item is a requirement, rather than a ranking of others or the words of a rubric."""
    return not _JARGON.fullmatch(text) and bool(text.strip()) and (passage.sentence.numbered or not _RANKING.search(text))


def _told(said: str) -> tuple[str, ...]:
    """What a sentence outside of a list says that somebody can do."""
    if found := abilities(said):
        return found
    if found := _WHAT_IT_DOES.match(said):
        return tuple(item for item in items(said[found.end() :]) if does(item))
    if (_ABLE.match(said) and not _BEING.search(said)) or _deed(said):
        return _abilities(said)
    return () if _SUPPOSING.match(said) else bare_deeds(said)


def _deed(said: str) -> bool:
    """Whether a kind of person does something: "Operators set prices"."""
    found = _PEOPLE_DO.match(said)
    if found is not None and found["verb"].casefold() in DEEDS:
        return True
    third = _PERSON_DOES.match(said)
    return third is not None and (third["verb"] in THIRD or third["verb"].removesuffix("s") in DEEDS)


def _abilities(said: str) -> tuple[str, ...]:
    """What somebody can do, apart when each part is a deed of its own: "users can post, follow others, and search"."""
    found = items(said)
    parted = len(found) > 1 and all(len(item.split()) > 1 and item.split()[item.startswith("to ")].casefold() in DEEDS for item in found[1:])
    return found if parted else (trimmed(said),)


def _requirement(text: str, turn: int, priority: Priority | None) -> Requirement:
    found = _RANKED.search(text)
    if found:
        mark = (found["mark"] or found["box"] or found["lead"]).casefold()
        priority = Priority.MUST if mark.split()[0].split("-")[0] in _MUST else Priority.NICE
        text = trimmed(text[: found.start()] if found.start() else text[found.end() :]) or text
    return Requirement(text=" ".join(text.split()), turn=turn, priority=priority)


def _musts(said: str) -> int:
    """How many of the list, counted from its start, are must-haves: "the first four", "1 to 3"."""
    if found := _FIRST.search(said):
        return _COUNTS[found["many"].casefold()]
    found = _RANGE.search(said)
    return int(found["high"]) if found and found["low"] == "1" else 0


def _ranked(said: str) -> tuple[str, ...]:
    found = items(said)
    return tuple(part.strip() for item in found for part in re.split(r"\s(?:and|&)\s", item)) if len(found) == 1 else found


def _with_ranks(listed: list[Requirement], ranked: list[tuple[str, Priority]], turn: int) -> list[Requirement]:
    """Requirements with the priority that a later list of the same message gives them; what it adds is added."""
    for text, priority in ranked:
        meant = [place for place, requirement in enumerate(listed) if _stems(text) <= _stems(requirement.text)]
        if not meant and text.casefold() not in ("the rest", "everything else", "all of the above", "others"):
            listed.append(_requirement(text, turn, priority))
        for place in meant[:2]:
            listed[place] = listed[place].model_copy(update={"priority": priority})
    return [requirement for requirement in listed if requirement.text]


def _stems(text: str) -> set[str]:
    return {word.rstrip("s").removesuffix("ing").rstrip("e")[:8] for word in re.findall(r"[a-z0-9]+", plain(text)) if word not in _SHORT}


def _is_target(passage: Passage, page: Page) -> bool:
    """Whether a sentence outside of a list says how well: a quality with a figure, or one that must hold."""
    if (
        not page.among(Phase.CLARIFY)
        or passage.section not in ("", "non_functional", "assumptions")
        or leaves_out(passage, page.phase)
        or (passage.section == "assumptions" and passage.firm)
    ):
        return False
    text = passage.said
    return any(
        words.search(text) for quality, words in _QUALITIES if quality not in ("scale", "throughput", "cost") or passage.section or "scalab" in text
    ) and bool(_MODAL.search(text))


def _measured(passage: Passage) -> tuple[str, ...]:
    """A sentence with one quality is one target; one that lists several, each with a figure, is several."""
    found = items(passage.said)
    if len(found) == 1:
        found = tuple(re.split(r"\sand\s(?=[^,]{0,30}(?:\d|nines))", passage.quote))
    return found if len(found) > 1 and all(_quality(item) != "other" for item in found) and any(map(str.isdigit, passage.said)) else (passage.quote,)


def _target(text: str, label: str, turn: int) -> Target:
    text = " ".join(text.split())
    quality = _quality(label) if label and _quality(label) != "other" else _quality(text)
    return Target(text=text, turn=turn, quality=quality, value=_value(text))


def _quality(text: str) -> str:
    return next((quality for quality, words in _QUALITIES if words.search(text)), "other")


def _value(text: str) -> str | None:
    found = figures(re.sub(r"\bp\d\d(?:\.\d+)?\b", lambda match: "_" * len(match[0]), text))
    best = next((figure for figure in found if figure.duration or figure.share or figure.telling), None)
    if best:
        return best.text
    worded = re.search(
        r"\b(?:a |one )?(?:tenth|half|quarter) (?:of )?a second\b|\bsub[- ](?:milli)?second\b|\b(?:a|one|two|three|five|ten|few|couple of|half a|a few|several|hundred)\s(?:hundred )?(?:milliseconds?|seconds?|secs?|minutes?|hours?|days?)\b|\b(?:two|three|four|five|six|seven|nine|eleven) nines\b",
        text,
        re.IGNORECASE,
    )
    return worded[0] if worded else None
