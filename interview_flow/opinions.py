"""What people think of an interview: the candidate before the reveal, and team-mates who were asked."""

from typing import Annotated

from pydantic import Field

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.transcript import Status

Percent = Annotated[int, Field(ge=0, le=100)]


class Opinion(Frozen):
    """One person's scores: `phases` 0 to 100 each, `criteria` by the rubric's ids; either may be left empty. `by` is the candidate's own id
    when they score themselves, `name` how the person is shown."""

    by: str
    name: str = ""
    phases: dict[Phase, Percent] = {}
    criteria: dict[str, Status] = {}
