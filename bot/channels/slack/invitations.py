"""A team-mate is asked: what is sent to them, once, and what both sides are told of what they think.

All of it follows from the log: whoever was asked and has no message gets one, and whatever was scored and not told is told.
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import TRANSCRIPT, Archive, Kept, documents_of
from bot.bank import Bank
from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.calls import PERSONAL, Gone, Refused, Removed, called
from bot.channels.slack.incoming import Whose
from bot.channels.slack.keepsakes import DOCUMENT, Keepsakes
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.views import opinions as views
from bot.channels.slack.views.opinions import WhyNot
from interview_flow.interview import Interview
from storage.deliveries import State
from storage.people import People
from storage.shares import Shares
from storage.threads import Thread

logger = logging.getLogger(__name__)

ASKED, NOT_ASKED, TOLD, SCORED = "ask:", "not-asked:", "told:", "scored:"
"""How deliveries begin: the message to a team-mate, that there can be none, what they are told, what the candidate is told."""
STYLES = (TRANSCRIPT, DOCUMENT)
"""What a team-mate gets to read."""


class _Unreachable(Exception):
    """This person cannot be written to."""

    def __init__(self, why: WhyNot) -> None:
        self.why = why
        super().__init__(why)


@dataclass
class Invitations:
    """Brings them; may be called again at any time."""

    archive: Archive
    posting: Posting
    keepsakes: Keepsakes
    people: People
    acquaintances: Acquaintances
    shares: Shares
    bank: Bank

    async def bring(self, client: AsyncWebClient, thread: Thread, interview: Interview) -> list[Post]:
        """Send what is not sent yet; what the candidate is to be told in their thread. Raises what `called` raises, and `StorageFailed`."""
        told: list[Post] = []
        now = self.posting.clock()
        for person in interview.readers:
            mate = Whose(thread.team, thread.enterprise, person.rpartition(":")[2])
            if mate.person == person and await self.shares.letting(interview.id, person, (), now):  # it may have been taken back
                told += await self._brought(client, thread, interview, mate)
        return told

    async def named(self, interview: Interview, name: str, team: str) -> list[Post]:
        """What the candidate was to be told under this name, as it stands now."""
        mate = Whose(team, None, name.partition(":")[2].partition(":")[0])
        if name.startswith(SCORED) and mate.person in interview.scorings:
            return [replace(await self._scored(interview, mate), name=name)]
        return [await self._not_asked(mate, WhyNot.REFUSED)] if name.startswith(NOT_ASKED) and mate.person in interview.readers else []

    async def _brought(self, client: AsyncWebClient, thread: Thread, interview: Interview, mate: Whose) -> list[Post]:
        times, asked = interview.scorings.get(mate.person, 0), f"{ASKED}{mate.user}"
        told, scored = f"{TOLD}{mate.user}:{times}", f"{SCORED}{mate.user}:{times}"
        names = [asked, *(f"{asked}:{style}" for style in STYLES), *([told, scored] if times else [])]
        known = await self.posting.deliveries.of(interview.id, [*names, f"{NOT_ASKED}{mate.user}"])
        done = {name for name, delivery in known.items() if delivery.state is not State.ATTEMPTED}
        if f"{NOT_ASKED}{mate.user}" in done:
            return []
        if not done.issuperset(name for name in names if name != scored):
            try:
                await self._sent(client, thread, interview, mate, told if times else None)
            except _Unreachable as unreachable:
                if asked not in done:
                    return [await self._not_asked(mate, unreachable.why)]
                logger.info("What is to be told of interview %s does not reach its reader any more (%s)", interview.id, unreachable.why)
        return [await self._scored(interview, mate)] if times and scored not in done else []

    async def _sent(self, client: AsyncWebClient, thread: Thread, interview: Interview, mate: Whose, told: str | None) -> None:
        """The message, below it what there is to read and, once they have scored it, how that compares."""
        kept, asked = await self.archive.kept(interview.id), f"{ASKED}{mate.user}"
        try:
            place = await self._place(client, thread, mate)
            shown = views.invitation(interview, self._title(interview), thread.user, self.keepsakes.pages.to(interview.id))
            await self._once(client, place, Post(asked, shown.text, blocks=shown.blocks, alone=True))
            root = (await self.posting.deliveries.of(interview.id, [asked]))[asked].ts
            below = place.model_copy(update={"ts": root})
            for style in (each for each in STYLES if each in (TRANSCRIPT, *documents_of(kept.interview))):
                await self._read(client, below, f"{asked}:{style}", kept, style)
            if told:
                agreed = views.agreed(_agreement(kept, mate), self.bank.rubric, interview.id)
                await self._once(client, below, Post(told, agreed.text, blocks=agreed.blocks))
        except Refused as refused:
            if isinstance(refused, Removed) and refused.code not in PERSONAL:
                raise
            logger.info("Somebody cannot be asked about interview %s (%s)", interview.id, refused.code)
            raise _Unreachable(WhyNot.REFUSED) from refused

    async def _place(self, client: AsyncWebClient, thread: Thread, mate: Whose) -> Thread:
        """The app's own conversation with a team-mate. Raises `_Unreachable`."""
        if why := why_not(await self.acquaintances.meet(client, mate.user, mate.person), thread.team):
            raise _Unreachable(why)
        opened = await called(client.conversations_open(users=mate.user))
        return thread.model_copy(update={"channel": str(opened["channel"]["id"]), "ts": None, "user": mate.user, "in_channel": False})

    async def _once(self, client: AsyncWebClient, place: Thread, post: Post) -> None:
        try:
            await self.posting.once(client, place, post)
        except CannotTell:
            if not post.alone:
                await self.posting.deliveries.in_doubt(place.interview_id, post.name)
                return
            await self.posting.deliveries.refused(place.interview_id, post.name)  # to be asked twice does less harm than not to be asked
            await self.posting.once(client, place, post)

    async def _read(self, client: AsyncWebClient, place: Thread, name: str, kept: Kept, style: str) -> None:
        """A file without a word of how it was judged; where there can be none, that is said."""
        unjudged = replace(kept, source=kept.source.model_copy(update={"judged": False}))
        try:
            await self.keepsakes.send(client, place, name, unjudged, style)
            return
        except CannotTell:
            pass
        except Refused as refused:
            if isinstance(refused, Gone | Removed):
                raise
            told = views.no_file(style)
            await self._once(client, place, Post(f"no:{name}", told.text, blocks=told.blocks))
            await self.posting.deliveries.attempted(place.interview_id, name, place.channel or "", self.posting.clock())
        await self.posting.deliveries.in_doubt(place.interview_id, name)

    async def _not_asked(self, mate: Whose, why: WhyNot) -> Post:
        shown = views.not_asked(mate.user, (await self.people.find(mate.person)).name, why)
        return Post(f"{NOT_ASKED}{mate.user}", shown.text, blocks=shown.blocks)

    async def _scored(self, interview: Interview, mate: Whose) -> Post:
        found = _agreement(await self.archive.kept(interview.id), mate)
        shown = views.agreed(found, self.bank.rubric)
        return Post(f"{SCORED}{mate.user}:{interview.scorings[mate.person]}", shown.text, blocks=shown.blocks)

    def _title(self, interview: Interview) -> str:
        return self.bank.title(interview.problem, interview.topic, interview.drilled)


def _agreement(kept: Kept, mate: Whose) -> views.Agreement:
    return next(each for each in kept.assessment.agreements if each.by == mate.person)


def why_not(told: Mapping[str, Any], team: str) -> WhyNot | None:
    """Why somebody is not to be asked, by Slack's record of them; None for a member of this workspace."""
    of_organisation: Mapping[str, Any] = told.get("enterprise_user") or {}
    teams = {told.get("team_id", team), *(of_organisation.get("teams") or ())}
    if told.get("is_bot"):
        return WhyNot.BOT
    if told.get("deleted"):
        return WhyNot.GONE
    return WhyNot.OUTSIDE if told.get("is_stranger") or team not in teams else None
