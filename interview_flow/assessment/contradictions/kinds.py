"""What a contradiction is: two places of the candidate's own words that cannot both hold."""

from enum import StrEnum

from interview_flow.frozen import Frozen
from interview_flow.transcript import Quote


class Kind(StrEnum):
    """What is contradicted."""

    NUMBER = "number"
    CONSISTENCY = "consistency"
    COMPONENT = "component"
    SCOPE = "scope"
    PROMISE = "promise"


class Contradiction(Frozen):
    """`first` was said before `second`; a component that was never introduced has only the place that uses it, and both are that one.
    `says` is one sentence for a person, `grave` whether the design cannot be both."""

    kind: Kind
    first: Quote
    second: Quote
    says: str
    grave: bool = False
