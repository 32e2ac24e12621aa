"""A text cut into numbers, words and signs, each with its place. One pass, linear in the length of the text."""

import re
from dataclasses import dataclass

_NAMES = r"""
    (?P<name>
        (?:https?://|www\.)\S{1,400}
      | (?!\d{1,3}(?:\.\d{3})*\.000\b)\d{1,4}(?:\.\d{1,4}){3,9}(?:/\d+)?                       # 10.0.0.1/16
      | \d{4}-\d\d(?:-\d\d)?(?:T[\d:]+Z?)?                       # a date
      | \d{1,2}/\d{1,2}/\d{2,4}\b | \d{1,2}\.\d{1,2}\.\d{2,4}(?![\d.]) | 24/7\b | (?:50/50|80/20|20/80|90/10|10/90|70/30|60/40|95/5|99/1)\b
      | \d{1,3}:\d{1,3}(?::\d{1,2})?(?:\s?[ap]m\b)?              # a time of day, or a ratio
      | \d{1,2}\s?[ap]m\b
      | \d+(?:st|nd|rd|th)\b
      | \d+(?:\.\d+)?-(?!bytes?\b|bits?\b|[KMGTP]i?B\b|(?:second|minute|min|hour|day|week|month|year)\b)[A-Za-z]\w{0,30}                           # 16-core
      | \#\d+ | v\d+(?:\.\d+)*\b | [xX](?:86|64)\b
      | [A-Za-z][A-Za-z0-9]{0,30}_\w{1,60}                      # daily_bytes
      | [^\W\d][^\W_]{0,30}-\d[\w.]{0,30}                        # UTF-8
      | (?![xX]\d)[^\W\d]\w*?\d[\w.-]*                # p99, m5.large
    )"""
_NUMBER = r"""
    (?P<number>
        \d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?
      | \d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]\d|\d)
      | \d{1,3}(?:['’_]\d{3})+(?!\d)
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)
      | \d+,\d{1,2}(?![\d,])
      | \d+(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\d|\.\d))?
      | \.\d+
    )
    (?P<suffix>[A-Za-zµμ%]{1,20}(?:'s|’s)?(?![\w]))?"""
_REST = r"""
    (?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
  | (?P<word>(?:i\.e\.|e\.g\.|approx\.|vs\.|ca\.|etc\.)|[^\W\d_]+(?:['’][^\W\d_]+)*)
  | (?P<sign>-{1,2}>|=>|→|⇒|⟹|~=|=~|≈|≃|≅|<=|>=|≤|≥|<<|>>|==|!=|\+=|-=|:=|\*\*|--+|[^\s\w]|_)
  | (?P<line>\n\s*)
  | (?P<stray>\w)"""
_TOKEN = re.compile(rf"(?<![\w])(?:{_NAMES})|(?<![0-9_])(?:{_NUMBER})|{_REST}", re.VERBOSE)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SKIPPED = frozenset("`\"“”'‘’_\\")


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or sign. `kind` is name, number, power, word, sign or line; `suffix` is what hangs on a number."""

    kind: str
    text: str
    start: int
    end: int
    suffix: str = ""
    spaced: bool = False
    """Whether white space stands before it."""

    @property
    def low(self) -> str:
        """Folded, with a straight apostrophe."""
        return self.text.lower().replace("’", "'").removesuffix("." if "." not in self.text[:-1] else "")


def tokens(text: str) -> list[Token]:
    """What stands in the text; quotation marks and other ornaments are left out."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(_FOREIGN_DIGIT.sub("¤", text)):
        kind = match.lastgroup or "stray"
        if kind == "suffix":
            kind = "number"
        token = _token(kind, match, spaced=match.start() > before)
        before = match.end()
        if token.kind == "sign" and (token.text in _SKIPPED or _ornament(text, token)):
            continue
        found.append(token)
    return found


def _token(kind: str, match: re.Match[str], *, spaced: bool) -> Token:
    if kind == "number":
        return Token(kind, match["number"], match.start(), match.end(), match["suffix"] or "", spaced)
    if kind == "power":
        return Token(kind, match.group().translate(_POWERS), match.start(), match.end(), "", spaced)
    return Token("name" if kind == "stray" else kind, match.group(), match.start(), match.end(), "", spaced)


def _ornament(text: str, token: Token) -> bool:
    """Bold type: `**2B**` is no power."""
    return token.text == "**" and not (text[token.start - 1 : token.start].isalnum() and text[token.end : token.end + 1].isdigit())
