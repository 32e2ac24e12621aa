"""Names of files: whatever was typed as a topic, they hold letters, digits, dashes and one dot, and stay where they are put."""

import re

LONGEST = 60
"""Characters of a topic in a name."""


def slug(text: str, otherwise: str = "interview") -> str:
    """Words as a part of a file's name: `design-a-rate-limiter`."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()[: 4 * LONGEST])[:LONGEST].strip("-") or otherwise


def file_name(topic: str, style: str, interview_id: str, ending: str) -> str:
    """`design-a-rate-limiter-narrative-4f1c.md`."""
    return f"{slug(topic)}-{slug(style, 'document')}-{slug(interview_id, 'x')}.{ending}"
