"""What Bolt calls: each listener reads a payload, hands it on, and acknowledges. All of them are registered here.

A listener acknowledges last: with `process_before_response` Slack has its answer when the listener returns, and what raises is sent again.
"""

# Bolt hands its arguments over by name, untyped:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.channels.slack import incoming
from bot.channels.slack.buttons import Buttons
from bot.channels.slack.clients import Clients
from bot.channels.slack.desk import Desk
from bot.channels.slack.incoming import Corrected, Echo, Payload, Pressed, Said, Whose
from bot.channels.slack.reception import Reception
from bot.channels.slack.reminder_forms import Done
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import actions, preferences, talk, trouble
from bot.channels.slack.views.blocks import Block, Message
from storage.failures import StorageFailed

logger = logging.getLogger(__name__)

COMMAND = "/mock-interview"
A_SECOND = timedelta(seconds=1)
"""Slack tells the second in which something happened: what was installed in it was there before."""
Acknowledge = Callable[..., Awaitable[BoltResponse]]


@dataclass
class Listeners:
    """Between Bolt and the rooms behind it."""

    reception: Reception
    desk: Desk
    buttons: Buttons
    clients: Clients

    def register(self, bolt: AsyncApp) -> None:
        """Make them known to Bolt."""
        bolt.event("message")(self.message)
        bolt.event("app_mention")(self.message)
        bolt.command(COMMAND)(self.command)
        bolt.action(re.compile(".*"))(self.action)
        bolt.view(actions.SETTINGS_MODAL)(self.settings)
        bolt.view(actions.SELF_MODAL)(self.own_scores)
        bolt.view(actions.ASK_MODAL)(self.team_mate_asked)
        bolt.view(actions.OPINION_MODAL)(self.opinion)
        bolt.view(actions.CHANGE_MODAL)(self.reminder_changed)
        bolt.view(actions.PAUSE_MODAL)(self.reminder_paused)
        bolt.view(actions.ROUTINE_MODAL)(self.routine)
        bolt.event("user_change")(self.person_changed)
        bolt.view(actions.QUIZ_MODAL)(self.quiz)
        bolt.event("app_home_opened")(self.home_opened)
        bolt.event("agent_session_stopped")(self.stopped)
        bolt.event("link_shared")(self.link_shared)
        bolt.event("app_uninstalled")(self.uninstalled)
        bolt.event("tokens_revoked")(self.tokens_revoked)
        bolt.event(re.compile(".*"))(self.anything)  # what nobody listens to would be answered with 404, which Slack counts as a failure
        bolt.view(re.compile(".*"))(self.anything)
        bolt.view_closed(re.compile(".*"))(self.anything)
        bolt.options(re.compile(".*"))(self.anything)
        bolt.shortcut(re.compile(".*"))(self.anything)

    async def message(self, body: Payload, ack: Acknowledge) -> None:
        """A message, an edit, a deletion, or the echo of our own."""
        match incoming.message(body):
            case Said() as said:
                await self.reception.said(said)
            case Corrected() as corrected:
                await self.reception.corrected(corrected)
            case Echo() as echo:
                await self.reception.echoed(echo)
            case None:
                pass
        await ack()

    async def command(self, body: Payload, ack: Acknowledge) -> None:
        """The slash command; what it shows is the acknowledgement itself."""
        asked = incoming.asked(body)
        shown = await _or_told(self.desk.asked(asked))
        if shown.modal:
            await self._modal(asked.whose, asked.trigger, shown.modal)
        await ack(response_type="ephemeral", **shown.message.arguments) if shown.message else await ack()

    async def action(self, body: Payload, ack: Acknowledge) -> None:
        """Something was pressed or chosen."""
        pressed = incoming.pressed(body)
        shown = await _or_told(self.buttons.pressed(pressed))
        if shown.message and pressed.respond:
            await self._respond(pressed, pressed.respond, shown)
        elif modal := shown.modal or (talk.window(shown.message) if shown.message else None):
            await self._modal(pressed.whose, pressed.trigger, modal, view=pressed.view or "")
        await ack()

    async def settings(self, body: Payload, ack: Acknowledge) -> None:
        """The settings were submitted."""
        submitted = incoming.submitted(body)
        chosen = preferences.chosen(submitted.state)
        if isinstance(chosen, dict):
            await ack(response_action="errors", errors=chosen)
            return
        await self.desk.settled(submitted.whose, chosen)
        await ack()

    async def own_scores(self, body: Payload, ack: Acknowledge) -> None:
        """The candidate has scored themselves."""
        await _answered(self.desk.opinions.own_scores(incoming.submitted(body)), ack)

    async def team_mate_asked(self, body: Payload, ack: Acknowledge) -> None:
        """The candidate wants to know what somebody else thinks."""
        await _answered(self.desk.opinions.asked(incoming.submitted(body)), ack)

    async def opinion(self, body: Payload, ack: Acknowledge) -> None:
        """A team-mate has scored an interview."""
        await _answered(self.desk.opinions.scores(incoming.submitted(body)), ack)

    async def reminder_changed(self, body: Payload, ack: Acknowledge) -> None:
        """A reminder gets another time."""
        submitted = incoming.submitted(body)
        await self._taken(submitted.whose, self.buttons.reactions.forms.changed(submitted), ack)

    async def reminder_paused(self, body: Payload, ack: Acknowledge) -> None:
        """A reminder is paused."""
        submitted = incoming.submitted(body)
        await self._taken(submitted.whose, self.buttons.reactions.forms.paused(submitted), ack)

    async def routine(self, body: Payload, ack: Acknowledge) -> None:
        """How somebody likes to be reminded was submitted."""
        submitted = incoming.submitted(body)
        await self._taken(submitted.whose, self.buttons.reactions.forms.settled(submitted), ack)

    async def person_changed(self, body: Payload, ack: Acknowledge) -> None:
        """A member of a workspace is called something else, or is somewhere else."""
        await self.buttons.reactions.reminders.acquaintances.changed(incoming.whose(body).person, incoming.inside(body["event"], "user"))
        await ack()

    async def quiz(self, body: Payload, ack: Acknowledge) -> None:
        """Somebody has answered a question; the grade stands in the same modal."""
        await _answered(self.desk.quizzes.answered(incoming.submitted(body)), ack)

    async def home_opened(self, body: Payload, ack: Acknowledge) -> None:
        """Somebody looks at Home, or at the app's own conversation."""
        whose, event = incoming.whose(body), body["event"]
        if event.get("tab") == "messages":
            await self.reception.put("prompts", whose.user, whose.team, whose.enterprise or "", str(event.get("channel", "")))
        else:
            await self.reception.put("home", whose.user, whose.team, whose.enterprise or "")
        await ack()

    async def stopped(self, body: Payload, ack: Acknowledge) -> None:
        """The Stop button of a session."""
        event, whose = body["event"], incoming.whose(body)
        channel, thread = str(event.get("channel_id") or event.get("channel") or ""), str(event.get("thread_ts") or "")
        await self.reception.stopped(whose.team, channel, thread, whose.user, str(body.get("event_id", "")))
        await ack()

    async def link_shared(self, body: Payload, ack: Acknowledge) -> None:
        """Somebody wrote a link to a page of ours."""
        whose, event = incoming.whose(body), body["event"]
        urls = [str(link["url"]) for link in event.get("links", [])]
        if event.get("source") == "composer":  # it is not sent yet, and has no place
            where = ("", "", str(event.get("unfurl_id", "")))
        else:
            where = (str(event["channel"]), str(event["message_ts"]), "")
        await self.reception.put("unfurl", whose.user, whose.team, whose.enterprise or "", *where, *urls)
        await ack()

    async def uninstalled(self, body: Payload, ack: Acknowledge) -> None:
        """A workspace has removed the app."""
        await self._forget(body)
        await ack()

    async def tokens_revoked(self, body: Payload, ack: Acknowledge) -> None:
        """Somebody has taken tokens back; ours is the bot's."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._forget(body)
        await ack()

    async def anything(self, ack: Acknowledge) -> None:
        """What we do not listen to."""
        await ack()

    async def _modal(self, whose: Whose, trigger: str, modal: Block, view: str = "") -> None:
        await self.reception.put("modal", whose.user, whose.team, whose.enterprise or "", trigger, json.dumps(modal), view)

    async def _respond(self, pressed: Pressed, url: str, shown: Shown) -> None:
        """For the person alone, where they pressed: in the thread, if that was in one."""
        payload: dict[str, Any] = {**(shown.message.arguments if shown.message else {}), "replace_original": shown.replaces}
        if pressed.thread and not shown.replaces:
            payload["thread_ts"] = pressed.thread
        await self.reception.put("respond", url, json.dumps(payload), pressed.at)

    async def _taken(self, whose: Whose, outcome: Awaitable[Done | dict[str, str]], ack: Acknowledge) -> None:
        """A form about reminders was submitted: it closes, or shows what is wrong."""
        match await outcome:
            case Done() as done:
                await self.buttons.reactions.done(whose, done)
                await ack()
            case wrong:
                await ack(response_action="errors", errors=wrong)

    async def _forget(self, body: Payload) -> None:
        enterprise, moment = body.get("enterprise_id"), body.get("event_time")
        until = datetime.fromtimestamp(float(moment), UTC) + A_SECOND if moment else None
        everywhere = any(each.get("is_enterprise_install") for each in body.get("authorizations") or ())
        await self.clients.forget(None if everywhere else str(body["team_id"]), str(enterprise) if enterprise else None, until)


async def _answered(outcome: Awaitable[Shown | dict[str, str]], ack: Acknowledge) -> None:
    """A modal was submitted: it closes, or shows what is wrong or what there is to say."""
    match await outcome:
        case Shown(message=Message() as told):
            await ack(response_action="update", view=talk.window(told))
        case Shown(modal=dict() as modal):
            await ack(response_action="update", view=modal)
        case Shown():
            await ack()
        case wrong:
            await ack(response_action="errors", errors=wrong)


async def _or_told(shown: Awaitable[Shown]) -> Shown:
    """Slack sends a command or a press once, so who meets a broken database is told to try again."""
    try:
        return await shown
    except StorageFailed:
        logger.exception("A request could not be kept")
        return Shown(trouble.failed())


def bolt_app(authorized: dict[str, Any], listeners: Listeners) -> AsyncApp:
    """Bolt over these listeners. `authorized` are its arguments for tokens or for installs."""
    bolt = AsyncApp(
        name="mock-interview",  # or Bolt looks through every module for its caller's
        process_before_response=True,  # or a message whose listener failed would be acknowledged, and lost
        request_verification_enabled=False,  # the guard has verified what comes over HTTP; Socket Mode signs nothing
        ignoring_self_events_enabled=False,  # the echo of a message tells that it was delivered
        **authorized,
    )
    listeners.register(bolt)
    return bolt
