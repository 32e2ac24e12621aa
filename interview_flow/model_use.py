"""What a reply asked of models, and what the guards made of the answer: kept in the log, counted per interview."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from interview_flow.frozen import Frozen

LONGEST_CUT = 200
"""Characters of what a guard took out that are kept."""


class Guard(StrEnum):
    """What watches over a model's words; each looks for one thing that an interviewer must not do."""

    SCHEMA = "schema"
    """The answer had not the shape that was asked for, and was mended once."""
    QUOTE = "quote"
    """Words were laid in the candidate's mouth."""
    CRITERION = "criterion"
    """A finding about a criterion that does not exist, that a program decides, or that these words cannot show."""
    FACT = "fact"
    """A figure or a requirement that is neither on the sheet nor the candidate's."""
    LEAK = "leak"
    """The answer, or a part of it, was given away."""
    REPEATED = "repeated"
    """The question was asked before."""
    QUESTIONS = "questions"
    """More than one question at a time, or none where one is due."""
    LENGTH = "length"
    LANGUAGE = "language"
    PRAISE = "praise"
    """Praise that no finding supports."""
    PERSONA = "persona"
    """Talk about the score, the rubric, the instructions, or itself as a program."""
    MARKUP = "markup"
    """Addresses, mentions, tags."""
    REFUSAL = "refusal"


class Intervention(Frozen):
    """One thing that a guard took out or changed; `text` is what it was about, cut to `LONGEST_CUT` characters."""

    guard: Guard
    text: str = ""


class Fault(StrEnum):
    """Why a call brought nothing of use."""

    TIMEOUT = "timeout"
    SILENCE = "silence"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    KEY = "key"
    UNKNOWN_MODEL = "unknown_model"
    UNREACHABLE = "unreachable"
    SERVER = "server"
    CUT = "cut"
    EMPTY = "empty"
    REFUSED = "refused"
    GARBLED = "garbled"
    TOO_LONG = "too_long"
    RESTING = "resting"
    """The breaker is open: nobody was asked."""
    ALLOWANCE = "allowance"
    """The person or the workspace has used up its share of the day: nobody was asked."""
    OTHER = "other"


class Call(Frozen):
    """One call of a model. `model` is `provider:name`; tokens as the provider counts them, 0 where it does not tell; `cached_tokens` are a part of
    `input_tokens`; `seconds` from the call to the end of its answer; `fault` None when the answer was of use."""

    model: str
    seconds: float
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    fault: Fault | None = None


class Usage(Frozen):
    """What the calls of one model add up to in an interview."""

    calls: int = 0
    failed: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0

    def added(self, call: Call) -> "Usage":
        """With one more call."""
        return Usage(
            calls=self.calls + 1,
            failed=self.failed + (call.fault is not None),
            input_tokens=self.input_tokens + call.input_tokens,
            cached_tokens=self.cached_tokens + call.cached_tokens,
            output_tokens=self.output_tokens + call.output_tokens,
            seconds=self.seconds + call.seconds,
        )


class ModelUse(Frozen):
    """What one reply asked of models. `unaided` is why it was said, in part or whole, without one; None when it was not."""

    calls: tuple[Call, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    unaided: Fault | None = None


def tallied(usage: Mapping[str, Usage], use: ModelUse) -> dict[str, Usage]:
    """What each model was asked, with one more reply."""
    known = dict(usage)
    for call in use.calls:
        known[call.model] = known.get(call.model, Usage()).added(call)
    return known


def counted(interventions: Mapping[Guard, int], use: ModelUse) -> dict[Guard, int]:
    """How often each guard stepped in, with one more reply."""
    return dict(Counter(interventions) + Counter(each.guard for each in use.interventions))
