"""What an interview asked of models, in a line or two."""

from collections.abc import Iterator, Sequence

from bot.interviewers.prices import Price, cost
from interview_flow.interview import Interview
from interview_flow.model_use import Usage


def spending(interview: Interview, prices: Sequence[Price]) -> Iterator[str]:
    """A line for each model, and one for what its guards took out; none for an interview that was led without one."""
    for model, usage in interview.usage.items():
        yield f"{model}: {_calls(usage)}, {usage.input_tokens:,} tokens in ({usage.cached_tokens:,} of them cached), {usage.output_tokens:,} out{_price(cost(model, usage, prices))}"
    if interview.interventions:
        counted = ", ".join(f"{guard} {count}" for guard, count in sorted(interview.interventions.items(), key=lambda each: (-each[1], each[0])))
        yield f"Taken out of its words: {counted}"


def _calls(usage: Usage) -> str:
    calls = f"{usage.calls} call{'s' * (usage.calls != 1)}"
    return f"{calls} ({usage.failed} of no use)" if usage.failed else calls


def _price(dollars: float | None) -> str:
    return "" if dollars is None else f", about ${dollars:.4f}" if dollars < 0.1 else f", about ${dollars:.2f}"
