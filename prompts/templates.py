"""The finished documents: `render("hlsd", context)` is one of them in Markdown.

The words stand in `documents/*.md.j2`. Whatever a template shows goes through `markdown.escaped`.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from interview_flow.documents import Context
from prompts import markdown, sentences
from prompts.slack_texts import filled
from prompts.tables import aligned

NAMES = ("narrative", "hlsd", "hlsd-deep", "study-note", "problem-card")
TRANSCRIPT = "transcript"
"""The conversation itself: a sixth name that `render` knows."""
_WORDING = (
    sentences.ended, sentences.mark, sentences.phrase, sentences.quote, sentences.quotes, sentences.said, sentences.series, sentences.tell, sentences.woven,
    markdown.link,
)  # fmt: skip


def verdict(name: str) -> str:
    """A verdict as people are told it everywhere."""
    return filled(f"words.verdict.{name}")


_FILTERS = {
    "as_yaml": markdown.as_yaml, "code": markdown.code, "fenced": markdown.fenced, "lines": markdown.lines, "quoted_yaml": markdown.quoted_yaml,
    "trimmed": sentences.trimmed, "words": sentences.words, "verdict": verdict,
}  # fmt: skip
_CONTEXT_METHODS = ("told", "under", "absent", "decisions_apart", "made", "weighed", "beyond", "api", "to_practise", "conversation")


def render(name: str, context: Context) -> str:
    """One document of an interview; raises `KeyError` for an unknown name."""
    if name not in (*NAMES, TRANSCRIPT):
        raise KeyError(name)
    fields = {field: getattr(context, field) for field in type(context).model_fields}
    methods = {method: getattr(context, method) for method in _CONTEXT_METHODS}
    return aligned(_template(name).render(**fields, **methods))


def polished_by(model: str, passages: int) -> str:
    """The line with which a document says that its wording is not the program's."""
    return _template("_polished").render(model=model, passages=passages)


@cache
def _template(name: str) -> Template:
    return environment().get_template(f"{name}.md.j2")


@cache
def environment() -> Environment:
    """The one environment; made when the first document is asked for."""
    made = Environment(
        loader=PackageLoader("prompts", "documents"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=markdown.escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.globals.update({function.__name__: function for function in _WORDING})  # type: ignore[reportUnknownMemberType]  # jinja2 leaves it untyped
    made.filters.update(_FILTERS)  # type: ignore[reportUnknownMemberType]
    return made
