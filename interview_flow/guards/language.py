"""The interview is led in English: told by its letters and its small words, so that short technical sentences pass."""

import re
import unicodedata

from interview_flow.guards.ground import Ground
from interview_flow.guards.seeing import undisguised

_ENGLISH = frozenset(
    "the a an and or but of to in on at by with from for as is are was were be been do does did have has had will would can could should may might must not no you your i my we our it its they their "
    "this that these those what which who how when where why so if then than there here about into out up over more most one each every all any some before after while because between without within through".split()
)
_OTHERS = (
    frozenset(
        "der das und ist nicht wie wir sie ich ein eine einen mit auf für von zu zur zum den dem des oder aber auch wenn wird werden kann können wo wer warum bitte dein ihr ihre über "
        "le les une des est et dans pour vous votre nous avec sur que qui quoi comment pourquoi où mais pas ne sont être cette ce ces du au aux quel quelle "
        "el los las una unos es y por para usted su con cómo qué dónde cuál pero del al está son hay si más como cuando porque "
        "il gli lo che di da per come cosa dove perché sono della delle nel nella questo questa "
        "o os um uma e não você seu sua com onde quando mais em na da dos das ao isso "
        "het een van en niet wat waar hoe zijn met voor naar je jouw deze dit "
        "jest nie to jak co gdzie dlaczego czy ale oraz się dla "
        "ve bir bu ne nasıl nerede için ile och att det inte hur vad är på som".split()
    )
    - _ENGLISH
    - frozenset(
        "per do to me na e o y de en es du al ne co si son el la il lo su je da em ve ile um os une dit das et una van com des hay come sur pas den".split()
    )
)
_SHARED = frozenset("a an as at do i in is me no on or so to was will".split())
"""Small words that are English and something else besides."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
LONG = 12
"""Words of which one at least is a small one in English."""
_FOREIGN_LETTERS = 0.15
"""The share of letters from other scripts that a name or two may take."""


def is_foreign(ground: Ground, text: str) -> bool:
    """Whether a text is in another language than English; the candidate's own words are no language."""
    words = _WORD.findall(undisguised(text).lower())
    new = [word for word in words if word.isascii() or word not in ground.said.lower()]
    letters = "".join(new)
    if not letters:
        return False
    others = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters if not letter.isascii())
    if others > _FOREIGN_LETTERS * len(letters):
        return True
    foreign, english = sum(word in _OTHERS for word in new), sum(word in _ENGLISH and word not in _SHARED for word in new)
    return foreign > english or (len(new) >= LONG and not any(word in _ENGLISH for word in new))
