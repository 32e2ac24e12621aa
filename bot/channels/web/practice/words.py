"""The interviewer's words as HTML."""

import re

from markupsafe import Markup, escape


def as_html(text: str) -> Markup:
    """Paragraphs, nothing else."""
    paragraphs = [each.strip("\n") for each in re.split(r"\n\s*\n", text) if each.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in each.split("\n"))) for each in paragraphs)
