"""What Slack tells of a person: what they are called, where their clock stands."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import called
from storage.people import People


async def learnt(client: AsyncWebClient, people: People, user: str, person_id: str) -> Mapping[str, Any]:
    """Slack's own record of a person, whose name and zone are kept. Raises what `called` raises, and `StorageFailed`."""
    told: Mapping[str, Any] = (await called(client.users_info(user=user)))["user"]
    person = await people.find(person_id)
    name, zone = told.get("real_name") or told.get("name"), told.get("tz")
    known = person.model_copy(update={"name": name or person.name, "zone": zone or person.zone})
    if known != person:  # asked before every reminder: a commit each would be for nothing
        await people.save(known)
    return told
