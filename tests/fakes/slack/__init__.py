"""A Slack that behaves, for tests: start reading at `server.FakeSlack`, then `people.Person`, then `arguments.METHODS`.

What the app calls comes in through `web`, is checked by `arguments` and played by `chat`, `streams`, `modals`, `documents`, `lookups` and `sign_in`.
What people do is in `people` and `interactions`, and reaches the app through `delivery` (HTTP) or `sockets`.
"""

from tests.fakes.slack.answers import Answer
from tests.fakes.slack.calls import Call
from tests.fakes.slack.delivery import Delivery, signed
from tests.fakes.slack.messages import Message
from tests.fakes.slack.people import Person
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.views import View
from tests.fakes.slack.workspace import Channel, Workspace

__all__ = ["Answer", "Call", "Channel", "Delivery", "FakeSlack", "Message", "Person", "View", "Workspace", "signed"]
