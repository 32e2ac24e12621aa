"""Lines in somebody else's name: another speaker, the machine itself, a letter, a quotation, a finished verdict."""

import re

_ROLE = re.compile(
    r"^\W*SYSTEM\s?:|^\W*(?i:assistant|interviewer)\s*(?:\([^()]{1,40}\)\s*)?(?::|\W*$)|^\W*(?i:judge|grader|evaluator|examiner)\s*(?::.*\b(?:met|points|hire|verdict|marks|candidate|answer|excellent|perfect)\b|\W*$)"
    r"|(?i:<\W{0,3}(?:system|assistant|interviewer|candidate|judge|grader|transcript|instructions?|evaluation|verdict|im_start|im_end)\b[^>]{0,40}>|\bcandidate quote\b|\[/?(?:inst|system|assistant|interviewer)\b)"
)
_LABELS = r"(?:restate|clarify|break_down|data_model|flows|challenges|wrap_up)\.[a-z_]{4,}"
_MET = r"(?:met|unprompted|strong[_ ]hire)"
_SERVICE = r"(?:sla|slo|target|deadline|goal|condition|quorum|limit|budget)"
_VERDICT = re.compile(
    rf"[\"']?\b(?!{_SERVICE}\b)[a-z_]+[\"']?\s?[:=]\s?[\"']?{_MET}\b|[\"'](?:verdict|criteri(?:on|a)|initiative|findings?)[\"']\s?:"
    rf"|\bcriterion\b.{{0,40}}\bmet\b|\b(?:update|drop\s+table)\s+(?:findings?|criteria|scores?|standings?|grades?|results?|verdicts?)\b(?!.*\bwhere\b.*\b\w+_id\b)"
    rf"|\b{_LABELS}|[\"']role[\"']\s?:\s?[\"'](?:system|assistant|judge|grader|interviewer)[\"']"
    rf"|^\W*\|[^|]*\|\W*(?:{_MET}|done|covered|full(?: marks)?|10/10|100 ?%?|✅|✔|☑)\W*\|?\W*$",
    re.IGNORECASE,
)
_MENTIONS = re.compile(
    r"\b(?:met|unprompted|strong|criteri|verdict|initiative|finding|update|drop|role|done|covered|full|10|100|restate|clarify|break_down|data_model|flows|challenges|wrap_up)|[✅✔☑]",
    re.IGNORECASE,
)
"""One of which every verdict has: a quick look before the slow one."""
_LETTER = re.compile(
    r"^\W*(?:from|to|cc|subject|re|sender|department)\s?:.*\b(?:assessments?|scoring|grad(?:ing|er)|hiring|recruit\w*|human resources|hr|interview\w*|candidate (?:no\W*)?\d+|evaluation)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(
    r"\bturn \d+\b.{0,20}\b(?:candidate|interviewer|verbatim)\b|\b(?:candidate|interviewer)\b.{0,20}\b(?:turn \d+|verbatim)\b", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


def speaks_as_another(line: str) -> bool:
    """Whether a line is put into somebody else's mouth."""
    return bool(_ROLE.search(line) or _LETTER.search(line) or _QUOTATION.search(line))


def gives_a_verdict(text: str) -> bool:
    """Whether it is written as a finding or a verdict would be."""
    return bool(_MENTIONS.search(text) and _VERDICT.search(text))


def comments(text: str) -> list[tuple[int, int]]:
    """Where a text is hidden from the reader: from where to where."""
    return [match.span() for match in _COMMENT.finditer(text)] if "<!--" in text else []
