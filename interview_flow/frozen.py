"""The base of every shape in this package."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it never changes, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
