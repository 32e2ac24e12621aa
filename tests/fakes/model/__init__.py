"""A model provider that behaves, or misbehaves as told, for tests: start reading at `server.FakeModel`, then `behaviour`, then `simulated`.

What a client sends is read by a dialect (`openai`, `responses`, `anthropic`) into one shape, `asked.Asked`; what the model then generates is text that
`simulated` and `personas` make of it; the dialect puts it on the wire, as far as the behaviour lets it.
"""

from tests.fakes.model.asked import Asked
from tests.fakes.model.behaviour import Behaviour
from tests.fakes.model.server import FakeModel

__all__ = ["Asked", "Behaviour", "FakeModel"]
