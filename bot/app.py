"""The composition root: builds everything, once."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.archive import Archive
from bot.bank import Bank
from bot.conversation import Clock, Conversation
from bot.indexing import Indexing
from bot.interviewers.leading import leading
from bot.interviewers.model import Model
from bot.marking import Marking
from bot.quizzing import Quizzing
from bot.reminders import ReminderBook
from bot.settings import Settings
from interview_flow.guided import Guided
from prompts.library import phrases, problems, rubric
from storage.database import Database
from storage.events import EventLog
from storage.marks import Marks
from storage.people import People
from storage.quiz_answers import QuizAnswers
from storage.search import Search
from storage.tallies import Tallies
from storage.transcripts import Transcripts


@dataclass(frozen=True)
class App:
    """What a channel needs."""

    database: Database
    log: EventLog
    bank: Bank
    conversation: Conversation
    transcripts: Transcripts
    archive: Archive
    interviewer: Guided | Model
    marks: Marks
    marking: Marking
    search: Search
    indexing: Indexing
    quizzing: Quizzing
    reminders: ReminderBook


@asynccontextmanager
async def opened(settings: Settings, clock: Clock, *, busy_timeout: int | None = None) -> AsyncGenerator[App]:
    """The application over an open database; `busy_timeout` is for how many ms a writer waits for another, if not for as long as usual.

    Raises `StorageFailed` when the database cannot be had."""
    database = Database(settings.database_url, pragmas={"busy_timeout": busy_timeout} if busy_timeout is not None else None)
    await database.open()
    try:
        bank = Bank(problems=problems(), rubric=rubric())
        log, transcripts = EventLog(database), Transcripts(database)
        async with leading(settings, Guided(phrases()), clock) as interviewer:
            conversation = Conversation(log, transcripts, bank, interviewer, clock)
            archive = Archive(log, transcripts, People(database), bank, conversation, settings.documents)
            marks, search = Marks(database), Search(database)
            marking, indexing = Marking(archive, marks, clock), Indexing(log, archive, bank, search, transcripts)
            quizzing = Quizzing(QuizAnswers(database), transcripts, Tallies(database), bank, clock)
            reminders = ReminderBook(database, clock)
            yield App(database, log, bank, conversation, transcripts, archive, interviewer, marks, marking, search, indexing, quizzing, reminders)
    finally:
        await database.close()
