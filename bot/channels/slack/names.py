"""What Slack tells of a person: what they are called, where their clock stands."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import called
from interview_flow.schedule import UnknownZone, zoned
from storage.people import People, Person


async def learnt(client: AsyncWebClient, people: People, user: str, person_id: str) -> Mapping[str, Any]:
    """Slack's own record of a person, whose name and zone are kept, unless they were erased meanwhile. Raises what `called` raises, and `StorageFailed`."""
    nobody, before = Person(id=person_id), await people.find(person_id)
    told: Mapping[str, Any] = (await called(client.users_info(user=user)))["user"]
    now = await people.find(person_id)
    if before == nobody or now != nobody:
        await keep(people, now, told)
    return told


async def keep(people: People, person: Person, told: Mapping[str, Any]) -> Person:
    """What Slack tells of a person, kept; a zone that this machine does not know is as good as none."""
    name, zone = told.get("real_name") or told.get("name"), _zone(told.get("tz"))
    now = person.model_copy(update={"name": str(name) if name else person.name, "zone": zone or person.zone})
    if now != person:
        await people.save(now)
    return now


def _zone(name: object) -> str | None:
    try:
        return name if isinstance(name, str) and name and zoned(name) else None
    except UnknownZone:
        return None
