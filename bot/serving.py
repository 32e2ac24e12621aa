"""The composition root of `serve` and `worker`: everything that Slack needs, built once over what `bot.app` builds for every channel."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app import App, opened
from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.attached import Attached
from bot.channels.slack.buttons import Buttons
from bot.channels.slack.clients import Clients
from bot.channels.slack.delivery import Delivery
from bot.channels.slack.desk import Desk
from bot.channels.slack.digest_desk import DigestDesk
from bot.channels.slack.digest_messages import DigestMessages
from bot.channels.slack.errands import Errands
from bot.channels.slack.files import Files
from bot.channels.slack.heard import Heard
from bot.channels.slack.installations import EncryptedInstallationStore, StateStore
from bot.channels.slack.invitations import Invitations
from bot.channels.slack.keepsakes import Keepsakes
from bot.channels.slack.listeners import Listeners, bolt_app
from bot.channels.slack.oauth import InstallPages, OneWorkspace, oauth_settings
from bot.channels.slack.opinions import Opinions
from bot.channels.slack.pace import BETWEEN, Pace
from bot.channels.slack.page_links import PageLinks
from bot.channels.slack.posting import Posting
from bot.channels.slack.practice_message import ByKind, PracticeMessages
from bot.channels.slack.presence import Presence
from bot.channels.slack.quizzes import Quizzes
from bot.channels.slack.reactions import Reactions
from bot.channels.slack.reception import Reception
from bot.channels.slack.reminder_desk import ReminderDesk
from bot.channels.slack.reminder_forms import ReminderForms
from bot.channels.slack.reminding import Reminding
from bot.channels.slack.reveal import Reveal
from bot.channels.slack.team_desk import TeamDesk
from bot.channels.slack.team_reminders import TeamReminders
from bot.channels.slack.telling import BETWEEN as BETWEEN_WORDS
from bot.channels.slack.telling import Telling
from bot.channels.slack.token_keys import TokenKeys
from bot.channels.web.setting_up import lacking
from bot.conversation import Clock
from bot.dispatch import SWEEP_EVERY as REMIND_EVERY
from bot.dispatch import TIDY_EVERY, Dispatch
from bot.erasing import wipe
from bot.jobs import SWEEP_EVERY, Jobs
from bot.practising import Practising
from bot.queue import Queue
from bot.reminders import ReminderBook
from bot.settings import IN_PROCESS, Settings, SlackSettings
from interview_flow.reminding.reminders import ReminderKind
from storage.beside import Asides, Attachments
from storage.deliveries import Deliveries
from storage.installations import Installations, OAuthStates
from storage.people import People
from storage.shares import Shares
from storage.threads import Threads

BUSY = 2000
"""Milliseconds for which a writer waits for another: Slack waits for three seconds, and is to hear that it should send again."""


@dataclass(frozen=True, repr=False)  # it would tell the whole bank, and the tokens
class Serving:
    """What an entrance and a worker need."""

    app: App
    bolt: AsyncApp
    queue: Queue
    jobs: Jobs
    clients: Clients
    book: ReminderBook
    dispatch: Dispatch

    async def deliver(self, interview_id: str) -> None:
        """Have what was said elsewhere told in Slack too, if the interview is held there. Raises `QueueFailed`."""
        await self.queue.put("answer", interview_id, key=interview_id)


@asynccontextmanager
async def serving(settings: Settings, clock: Clock, *, pace: float = BETWEEN) -> AsyncGenerator[Serving]:
    """Everything, open; `pace` is the seconds between two messages in one channel. Raises `StorageFailed`, `QueueFailed`, and `BadInput` for settings that do not go together."""
    keys = TokenKeys(settings.slack.token_keys) if many_workspaces(settings.slack) else None
    async with opened(settings, clock, busy_timeout=BUSY) as app, Queue(settings.redis_url) as queue:
        installations = Installations(app.database)
        store = EncryptedInstallationStore(installations, keys, clock) if keys else None
        clients = _clients(settings.slack, store, clock)
        try:
            authorized = _authorized(settings, clients, store, StateStore(OAuthStates(app.database), clock))
            yield _built(settings, clock, app, queue, clients, authorized, Pace(pace))
        finally:
            await clients.close()


def many_workspaces(slack: SlackSettings) -> bool:
    """Whether the app is installed by OAuth; a token of its own is for one workspace."""
    return not slack.bot_token and bool(slack.client_id and slack.client_secret)


def _clients(slack: SlackSettings, store: EncryptedInstallationStore | None, clock: Clock) -> Clients:
    if store is None:
        return Clients(slack.api_url, clock, bot_token=slack.bot_token)
    return Clients(slack.api_url, clock, store=store, client_id=slack.client_id or "", client_secret=slack.client_secret or "")


def _authorized(settings: Settings, clients: Clients, store: EncryptedInstallationStore | None, states: StateStore) -> dict[str, Any]:
    """Bolt's arguments for tokens or for installs."""
    slack = settings.slack
    if store is None or clients.bots is None:
        return {"client": clients.tokenless, "authorize": OneWorkspace(slack.bot_token or "")}
    redirect = f"{settings.public_url.rstrip('/')}/slack/oauth_redirect" if settings.public_url else None
    oauth = oauth_settings(slack.client_id or "", slack.client_secret or "", store, states, clients.bots, redirect, api_url=slack.api_url)
    return {"client": clients.tokenless, "oauth_flow": InstallPages(settings=oauth, client=clients.tokenless)}


def _built(settings: Settings, clock: Clock, app: App, queue: Queue, clients: Clients, authorized: dict[str, Any], pace: Pace) -> Serving:
    database, log, conversation = app.database, app.log, app.conversation
    threads, people, deliveries, attachments = Threads(database), People(database), Deliveries(database), Attachments(database)
    posting = Posting(deliveries, pace, clock, shared=settings.redis_url != IN_PROCESS)
    telling = Telling(log, threads, clients, posting, between=min(BETWEEN_WORDS, pace.between))
    presence = Presence(clients)
    pages = PageLinks(settings.public_url, are_read=not lacking(settings))
    keepsakes = Keepsakes(app.archive, posting, app.bank, pages)
    book, practising = app.reminders, Practising(app, clock)
    acquaintances = Acquaintances(clients, people, book)
    invitations = Invitations(app.archive, posting, keepsakes, people, acquaintances, Shares(database), app.bank)
    delivery = Delivery(log, threads, clients, posting, telling, keepsakes, Reveal(conversation, people), invitations, app.bank, clock)
    reception = Reception(conversation, log, threads, attachments, Asides(database), deliveries, queue, Heard(queue), clock)
    opinions = Opinions(conversation, log, people, Shares(database), app.bank, reception, clock)
    reminders, quizzes = ReminderDesk(book, acquaintances, reception.put, clock), Quizzes(app.quizzing, app.bank, pages)
    digests, teams = DigestDesk(book, acquaintances, reception.put), TeamDesk(book, reception.put)
    desk = Desk(
        conversation, app.transcripts, threads, people, app.archive, app.bank, reception, opinions, reminders, practising, quizzes, digests, teams
    )
    reactions = Reactions(desk, reminders, ReminderForms(reminders), practising, deliveries)
    errands = Errands(clients, app.transcripts, threads, people, app.archive, app.bank, keepsakes, presence, pages, reactions, practising.of)
    attached = Attached(conversation, attachments, clients, Files(settings.slack.api_url), delivery)
    jobs = Jobs(conversation, log, threads, attached, telling, delivery, presence, errands, queue, clock, settings.patience)
    jobs.register()
    queue.every("marks", app.marking.sweep, SWEEP_EVERY)
    queue.every("words", app.indexing.sweep, SWEEP_EVERY)
    queue.every("deleted", partial(wipe, app), SWEEP_EVERY)
    of_team = TeamReminders(book, acquaintances, clients, posting, app.bank, reception.put)
    of_team.register(queue)
    others = dict.fromkeys((ReminderKind.DIGEST, ReminderKind.TEAM, ReminderKind.TEAM_DIGEST), DigestMessages(app, book, pages))
    messages = ByKind({ReminderKind.PRACTICE: PracticeMessages(practising, app.bank), **others})
    reminding = Reminding(book, messages, app.transcripts, acquaintances, clients, posting, queue, clock)
    dispatch = Dispatch(book.occurrences, reminding.hand_over, clock)
    queue.register("remind", reminding.remind)
    queue.every("reminders", dispatch.sweep, REMIND_EVERY)
    queue.every("past reminders", dispatch.tidy, TIDY_EVERY)
    listeners = Listeners(reception, desk, Buttons(desk, reactions), clients)
    return Serving(app, bolt_app(authorized, listeners), queue, jobs, clients, book, dispatch)
