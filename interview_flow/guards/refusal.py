"""A provider's moderation speaking instead of an interviewer."""

import re

from interview_flow.guards.seeing import undisguised, visible

_REFUSES = re.compile(
    r"\b(?:i(?:'m| am)? (?:really |very |so )?sorry,? (?:but )?(?:i|that|as)\b.{0,40}\b(?:can(?:'t|not)|unable|not able|won't)\b"
    r"|i(?: can(?:'t|not)| am unable to|'m unable to| am not able to|'m not able to| won't| will not) (?:be able to )?(?:help|assist|comply|provide|continue|engage|fulfil|fulfill|process|participate|discuss|answer) "
    r"(?:you |me )?(?:with (?:that|this|your|the)|that request|this request|your request|with|to)?"
    r"|i (?:must|have to|need to|will have to) (?:respectfully |politely )?(?:decline|refuse)\b"
    r"|(?:violat\w+|against|goes against|conflicts? with|in breach of) (?:my|our|the|openai's|anthropic's|usage|content) ?(?:\w+ ){0,2}(?:polic(?:y|ies)|guidelines|terms|principles|programming)"
    r"|as an? (?:ai|artificial intelligence|large language|language)\b.{0,60}\b(?:can(?:'t|not)|unable|not able|do not|don't|won't)\b"
    r"|content (?:filter|policy|was filtered|has been (?:blocked|filtered|removed)))",
    re.IGNORECASE,
)
_LONGEST = 600
"""A refusal comes at once, and is short."""


def refuses(text: str) -> bool:
    """Whether the text declines to do what an interviewer does."""
    return bool(_REFUSES.search(" ".join(undisguised(visible(text)[:_LONGEST]).split())))
