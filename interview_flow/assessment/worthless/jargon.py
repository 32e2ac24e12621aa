"""The words of the trade without a statement: lists of them, heaps of them, sentences that only string them together, slogans."""

import re

from interview_flow.assessment.worthless.echoes import Given
from interview_flow.assessment.worthless.vocabulary import FILLING, JOINING, WORD, content, telltale, vocabulary
from interview_flow.sentences import Sentence, plain

LISTED = 0.75
"""The share of items that are words of the rubric in a list that is nothing else."""
FEWEST_ITEMS = 3
FEWEST_LISTED = 6
"""Words of such a list where nothing parts its items."""
STRUNG = 0.6
"""The share of a sentence's words from which it strings the rubric's words together; the honest stay far below where they say as much."""
FEWEST_STRUNG = 8
CIRCULAR = 0.2
"""The share of words said before in a sentence that turns in a circle, and ..."""
CIRCLING = 0.7
"""... of the rubric's words in it."""
FEWEST_CIRCLING = 4
HEAPED = 11
"""Words in a row that nothing joins; nobody who tells something goes on for so long."""
_PIECE = re.compile(r"[,;./|:]\s|[,;|]|\s+/\s+|\s-\s|\sand\s")
_SLOGAN = re.compile(
    r"\b(?:rock solid|blazing\w*|lightning fast|web scale|internet scale|planet scale|bullet ?proof|world class|best in class|state of the art|enterprise grade|"
    r"cutting edge|next generation|industry standards?|best practices|seamless(?:ly)?|super (?:fast|scalable)|highly scalable)\b"
)
_REASON = re.compile(
    r"\d|\b(?:one|two|three|five|ten|thirty|sixty|a hundred) (?:seconds?|minutes?|hours?|days?)\b|\b(?:nines|because|since|so that|unless|until|when|which means)\b"
)
"""What makes more of a slogan."""
CATCHWORDS = re.compile(
    r"\b(?:(?<!non )functional requirements?|non functional requirements?|reads? (?:to|vs) writes?(?: ratio)?|read write ratio|consistency per operation|out of scope|"
    r"must haves?|nice to haves?|trade offs?|availability|scalability|latency|p99|bottlenecks?|single points? of failure|idempotency|partition key|hot keys?|"
    r"fail open|fail closed|degraded mode|ten times the load|tenfold load|(?:write|read) path|cache miss|a?synchronous|latency budget|cap theorem|sharding|replication|roll ?out|metrics|alerts|edge cases?|peak|average|estimates?|invariants?|retention)\b"
)
_MOST_CATCHWORDS = 3
_MARKS = re.compile(r"[0-9:=>]|,.*,.*,")
"""A figure, a label, an arrow: the marks of somebody who is terse rather than reciting."""
_FEWEST_BARE = 6
_MOST_BARE = 2


def is_jargon(sentence: Sentence, known: Given) -> bool:
    """Whether the words of the trade are all that a sentence has."""
    text = sentence.plain
    if is_buzz(sentence.text, known) or _heaps(text) or is_heap(sentence.text):
        return True
    return not any(map(str.isdigit, text)) and _strings(text, known.criteria)


def is_slogan(text: str) -> bool:
    """Whether a plain text praises the system and gives no reason; what else it says may stand, but shows nothing."""
    return bool(_SLOGAN.search(text)) and not _REASON.search(text)


def is_buzz(text: str, known: Given) -> bool:
    """Whether a text is a list of the rubric's words, without anything being said of them. A heading is no list."""
    if any(map(str.isdigit, text)):
        return False
    words = WORD.findall(plain(text))
    items = [frozenset(stems) for piece in _PIECE.split(f"{text.lower()} ") if (stems := content(piece))]
    is_list = len(items) >= FEWEST_ITEMS
    if not (is_list or len(words) >= FEWEST_LISTED) or set(words) & ((JOINING - _ALLOWED) if is_list else FILLING):
        return False
    words_of_rubric = vocabulary(known.criteria)
    return sum(len(stems & words_of_rubric) * 3 >= len(stems) * 2 for stems in items) >= LISTED * len(items)


_ALLOWED = frozenset(
    "a an the of to for and or in on at by with without from as than then each every all any own one two three least above below up out into not no".split()
)
"""Small words that stand inside the items of a list."""


def is_heap(text: str) -> bool:
    """Whether a dozen words follow each other with nothing that joins them."""
    for piece in re.split(r"[^\w'\s-]+|\d+", text.lower()):
        run = 0
        for word in piece.replace("-", " ").split():
            run = 0 if word in JOINING else run + 1
            if run >= HEAPED:
                return True
    return False


def _strings(text: str, criteria: tuple[str, ...]) -> bool:
    """Whether a sentence is made of the rubric's words, or of a few of them that come back."""
    said = content(text)
    if len(said) < FEWEST_CIRCLING:
        return False
    strung, known = (sum(map(words.__contains__, said)) / len(said) for words in (telltale(criteria), vocabulary(criteria)))
    again = 1 - len(set(said)) / len(said)
    return (len(said) >= FEWEST_STRUNG and strung >= STRUNG) or (known > CIRCLING and again > CIRCULAR * (2 if len(said) < FEWEST_STRUNG else 1))


def _heaps(text: str) -> bool:
    """Whether several catchwords stand there with hardly anything else, or with nothing that joins them."""
    found = {found.group() for found in CATCHWORDS.finditer(text)}
    if len(found) <= _MOST_BARE:
        return False
    words = re.findall(r"[a-z']+", text)
    bare = len(words) >= _FEWEST_BARE and not _MARKS.search(text) and JOINING.isdisjoint(words)
    rest = content(CATCHWORDS.sub(" ", text))
    return bare or (len(found) > _MOST_CATCHWORDS and len(set(rest)) * 3 <= len(set(content(text))) + 2)
