"""The noun phrases of a sentence that name a component."""

import re
from dataclasses import dataclass
from functools import lru_cache

from interview_flow.patterns import negated
from interview_flow.reading.kinds import EVERYDAY, KINDS, PEOPLE, PRODUCTS, TAILS, UNLIKE, VERBLIKE, singular
from interview_flow.reading.verbs import BASE, THIRD
from interview_flow.sentences import plain

LONGEST_NAME = 40
_WORDS = 5

_TOKEN = re.compile(r"pub/sub|[A-Za-z0-9](?:[\w'’+-]*\w)?|[^\w\s]", re.IGNORECASE)
_ARTICLES = {"a": "a", "an": "a", "one": "a", "separate": "a", "dedicated": "a", "simple": "a", "single": "a", "small": "a"} | dict.fromkeys(
    "the our its their this that these those each every his my".split(), "the"
)
_STOP = frozenset(
    "and or nor but so then if when while where whether because since as than though although unless until after before once of to in into on onto at by for from with within without "
    "via through over under behind above below between across against per about around near off out up down like i we you they he she it them us him her who which what that "
    "is are was were be been being am has have had having do does did will would can could shall should may might must need needs let lets not no never only just also even still "
    "both either neither all any some many most more less few several two three four five six other another same such own next first second third last new old whole entire different "
    "use uses using used add adds adding added put puts call calls calling take takes taking get gets getting give gives goes go going hit hits hitting see sees keep keeps ask asks "
    "choose chose pick picked prefer want wants call called make makes made run runs running via plus minus instead rather there here e.g i.e etc vs versus introduce introducing "
    "have having needs say says means mean become becomes behave query update check notify validate save insert fetch lookup look send push return fill populate invalidate try "
    "writing reading sending publishing storing keeping holding calling asking pushing pulling hitting checking invalidating updating querying serving feeding putting making "
    "touch touches touched separated one small simple separate dedicated single big large fast cheap good plain real normal regular typical usual standard appropriate relevant corresponding".split()
) | frozenset(THIRD)
_DEED = re.compile(r"re[a-z]{3,}ing$|(?:buy|replac|remov|restart|upgrad|tear|deploy)\w*ing$")
"""What is done to a component, and no part of its name: "redeploying gateways"."""
_NOT_AS_FIRST = frozenset("well known slow busy dead failed failing sick second".split())
_PRODUCT_LIKE = frozenset(
    "shared sharded replicated primary managed local central partitioned clustered regional global aws amazon google azure apache in-memory".split()
)
_FOLLOWING = frozenset(
    "hit hits miss misses key keys rate ratio size lag depth line lines entry entries row rows migration schema record records write writes read reads call calls request requests "
    "discovery level invalidation lookup lookups time partition partitions shard shards id ids name names token tokens code codes url urls version versions limit limits error errors failure "
    "failures outage outages crash crashes restart restarts retention ttl side mesh agnostic case cases latency load traffic cost costs stampede expiry eviction memory space down price offset "
    "offsets message messages user users process timeout timeouts response responses instance instances node nodes replica replicas connection connections machine machines warming".split()
)
_VAGUE = frozenset(
    "service server client device app phone browser website index job store player viewer provider engine edge api backend log stream database db topic".split()
)


@dataclass(frozen=True)
class Named:
    """A noun phrase. `article` is `a`, `the` or empty; `alone` says that the noun has no word before it."""

    name: str
    start: int
    stop: int
    head: str
    article: str
    alone: bool
    plural: bool

    @property
    def product(self) -> bool:
        """Whether it is a product's own name."""
        return any(word in PRODUCTS for word in self.name.casefold().split())


_Token = tuple[str, int, int]
_plain = lru_cache(maxsize=512)(plain)


@lru_cache(maxsize=512)
def named(text: str) -> tuple[Named, ...]:
    """Every noun phrase of a text that could name a component, in order."""
    tokens = [(match[0].casefold().replace("’", "'"), match.start(), match.end()) for match in _TOKEN.finditer(text) if match[0] not in "*`_"]
    found: list[Named] = []
    place = past = 0
    while place < len(tokens):
        if singular(tokens[place][0]) in KINDS:
            last = _to_the_right(text, tokens, place)
            first = _to_the_left(text, tokens, place, past)
            if phrase := _phrase(text, tokens, first, last):
                found.append(phrase)
            place = past = last + 1
        else:
            place += 1
    return tuple(found)


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    return text[left[2] : right[1]].isspace()


def _to_the_right(text: str, tokens: list[_Token], place: int) -> int:
    while place + 1 < len(tokens) and _adjacent(text, tokens[place], tokens[place + 1]):
        word = tokens[place + 1][0]
        known = singular(word)
        if word not in TAILS and (known not in KINDS or (word != known and (known in VERBLIKE or word in THIRD))):
            break
        place += 1
    return place


def _to_the_left(text: str, tokens: list[_Token], place: int, past: int) -> int:
    product = tokens[place][0] in PRODUCTS
    first = place
    while first > past and place - first < _WORDS - 1 and _adjacent(text, tokens[first - 1], tokens[first]):
        word = tokens[first - 1][0]
        if word in _STOP or word in _ARTICLES or word.endswith(("'s", "ly")) or not word[0].isalpha() or (product and word not in _PRODUCT_LIKE):
            break
        first -= 1
    while first < place and (tokens[first][0] in _NOT_AS_FIRST or _DEED.match(tokens[first][0]) or _verb_first(text, tokens, first)):
        first += 1
    return first


def _verb_first(text: str, tokens: list[_Token], first: int) -> bool:
    """A base verb after a pronoun, a modal or "to" is a verb: "we cache", "to rate limit"."""
    before = tokens[first - 1][0] if first else ""
    return tokens[first][0] in BASE and before in (
        "we",
        "i",
        "they",
        "to",
        "will",
        "would",
        "can",
        "must",
        "should",
        "may",
        "and",
        "then",
        "'d",
        "not",
    )


def _phrase(text: str, tokens: list[_Token], first: int, last: int) -> Named | None:
    start, stop = tokens[first][1], tokens[last][2]
    name = " ".join(text[start:stop].split())
    if len(name) > LONGEST_NAME or len(name.split()) > _WORDS or name.casefold() in UNLIKE or (first == last and name.casefold() in PEOPLE):
        return None
    if tokens[last][0] == "room" and "waiting" not in name.casefold():
        return None
    before = tokens[first - 1][0] if first and _adjacent(text, tokens[first - 1], tokens[first]) else ""
    head = singular(tokens[last][0])
    return Named(name, start, stop, head, "the" if before.endswith("'s") else _ARTICLES.get(before, ""), first == last, tokens[last][0] != head)


def introduces(text: str, phrase: Named) -> bool:
    """Whether a sentence speaks of a component of the design, not of something its name is part of, nor of what was named before."""
    following = _TOKEN.match(text[phrase.stop :].lstrip())
    after = following[0].casefold() if following else ""
    if (after in _FOLLOWING and not _acting(text, phrase, after)) or (text[phrase.stop : phrase.stop + 1] in ("(", "_") and not phrase.product):
        return False
    return _introduces(text, phrase, after) and not dismissed(text, phrase)


def _introduces(text: str, phrase: Named, after: str) -> bool:
    if phrase.product:
        return True
    if not phrase.article and ((phrase.head in VERBLIKE and after in _ARTICLES) or (phrase.plural and phrase.name.split()[0].casefold() in BASE)):
        return False
    if not phrase.alone:
        return not (phrase.head in VERBLIKE and not phrase.article and phrase.name.split()[0].endswith("s"))
    return not phrase.plural and _introduces_alone(text, phrase, after)


def _acting(text: str, phrase: Named, after: str) -> bool:
    """Whether the word after a name is its verb: "the service reads from the replica", not "the cache reads"."""
    object_follows = re.match(
        rf"\s+{re.escape(after)}\s+(?:an?|the|from|to|into|it|its|them|each|every|all|both|only|what|that|one|our|up)\b", text[phrase.stop :]
    )
    return bool(object_follows) and (after in THIRD or (phrase.plural and after in BASE))


def _introduces_alone(text: str, phrase: Named, after: str) -> bool:
    acts = after in THIRD and phrase.head not in ("service", "server", "store", "index")
    if phrase.article == "a":
        return acts or phrase.head not in _VAGUE or phrase.head in ("log", "database", "stream", "topic")
    first = not text[: phrase.start].strip("*_` ")
    return acts or (first and phrase.head not in EVERYDAY and not phrase.article)


_PASSED_OVER = re.compile(
    r"\b(?:over|than|versus|vs|considered|unlike|not|alternatives?|could (?:have )?used?|would (?:have )?used?)\s+(?:\w+\s+){0,2}$|\bprefer\b[^.;]{1,60}\sto\s+(?:an?\s+)?(?:separate\s+|dedicated\s+)?$"
)


def dismissed(text: str, phrase: Named) -> bool:
    """Whether the component is said not to be needed, or was passed over for another."""
    folded, name, before = _plain(text), _plain(phrase.name), plain(text[: phrase.start])
    place = folded.find(name, max(0, len(before) - 2))
    if place >= 0 and negated(folded, place, place + len(name)):
        return True
    return bool(_PASSED_OVER.search(before[-60:] + " "))
