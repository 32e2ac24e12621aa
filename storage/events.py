"""The log: append what happened, load what we know.

An append is whole: the arrival, the events, the read model and, now and then, a snapshot. Either all of it is there
afterwards, or nothing. Statements are SQLAlchemy Core: the ORM costs more than the database (see docs/decisions).
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, false, func, insert, select, text, true, union_all, update

from interview_flow.events import AnyEvent, CandidateSpoke, InterviewerSpoke, OpinionAsked, OpinionGiven
from interview_flow.evolution import evolve, replay
from interview_flow.interview import SNAPSHOT_VERSION, Interview
from storage.database import Database
from storage.failures import AlreadyHeard, Conflict, UnknownInterview, shown
from storage.group import Group, Write
from storage.rows import event_rows, events_of, interview_of, snapshot_row, transcript_row
from storage.shares import invitation, sharing
from storage.tables import ARRIVALS, EVENTS, OPINIONS, SNAPSHOTS, TRANSCRIPTS

REMEMBERED = 1024
"""Interviews whose latest state is kept at hand."""
SNAPSHOT_EVERY = 16
"""Events between two snapshots, and so the most that a load has to fold."""

_ARRIVED = insert(ARRIVALS)
_HAPPENED = insert(EVENTS)
_BEGUN = insert(TRANSCRIPTS)
_WENT_ON = update(TRANSCRIPTS).where(TRANSCRIPTS.c.id == bindparam("this"))
_JUDGED = update(TRANSCRIPTS).where(TRANSCRIPTS.c.id == bindparam("this"))
_OUTDATED = delete(SNAPSHOTS).where(SNAPSHOTS.c.interview_id == bindparam("this"))
_SNAPSHOT = insert(SNAPSHOTS)
_FORGOTTEN = delete(ARRIVALS).where(ARRIVALS.c.at < bindparam("before", type_=ARRIVALS.c.at.type))
_SCORED = text(
    "INSERT INTO opinions (interview_id, person, at) VALUES (:interview_id, :person, :at) "
    "ON CONFLICT (interview_id, person) DO UPDATE SET at = excluded.at"
).bindparams(*(bindparam(column.name, type_=column.type) for column in OPINIONS.c))
"""Shared objects: rows of one statement are put together when several coroutines write at once (see `storage.group`)."""

_SPOKEN = (
    select(EVENTS.c.seq, EVENTS.c.body)
    .where(
        EVENTS.c.interview_id == bindparam("interview"),
        EVENTS.c.seq <= bindparam("up_to"),
        EVENTS.c.kind.in_(("candidate_spoke", "interviewer_spoke")),
    )
    .order_by(EVENTS.c.seq.desc())
    .limit(bindparam("most"))
)
_LOG = select(EVENTS.c.seq, EVENTS.c.body).where(EVENTS.c.interview_id == bindparam("interview")).order_by(EVENTS.c.seq)
_CURRENT = and_(SNAPSHOTS.c.interview_id == bindparam("interview"), SNAPSHOTS.c.version == bindparam("version"))
_FOLDED = func.coalesce(select(SNAPSHOTS.c.seq).where(_CURRENT).scalar_subquery(), 0)
_SINCE_SNAPSHOT = union_all(
    select(SNAPSHOTS.c.seq, SNAPSHOTS.c.body, true().label("is_snapshot")).where(_CURRENT),
    select(EVENTS.c.seq, EVENTS.c.body, false().label("is_snapshot")).where(EVENTS.c.interview_id == bindparam("interview"), EVENTS.c.seq > _FOLDED),
).order_by("seq")
"""The snapshot, if there is a current one, and the events after it: one question, so that no writer comes in between."""


class EventLog:
    """The log of every interview in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._group = Group(database)
        self._known: OrderedDict[str, Interview] = OrderedDict()

    async def append(
        self,
        interview: Interview,
        events: Sequence[AnyEvent],
        *,
        arrivals: Sequence[str] = (),
        alongside: Sequence[Write] = (),
        score: float | None = None,
        verdict: str | None = None,
    ) -> Interview:
        """The interview after these events, which are in the log when this returns; without events it does nothing.

        `arrivals` are the ids by which a channel knows what arrived, `alongside` what else is to be there with the events or not at all.
        `score` and `verdict`, once given, stay until they are given again.
        Raises `AlreadyHeard` for a repeated arrival, `Conflict` when another writer was first or the interview was deleted, `Refused` for a text or a time that
        cannot be stored, `StorageFailed` otherwise; then nothing was written.
        """
        if not events:
            return interview
        rows = event_rows(interview, events)
        after = interview
        for event in events:
            after = evolve(after, event)
        heard = [{"id": arrival, "interview_id": interview.id, "turn": after.turn, "at": events[0].at} for arrival in arrivals]
        writes = [
            Write(_HAPPENED, rows, Conflict(interview.id, interview.seq + 1)),
            *_read_model(interview, after, events, score, verdict),
            *_readers(after, events),
            *alongside,
        ]
        if heard:  # first of all: what was heard before is no conflict
            writes.insert(0, Write(_ARRIVED, heard, AlreadyHeard(arrivals[0])))
        if after.seq // SNAPSHOT_EVERY > interview.seq // SNAPSHOT_EVERY or after.over:
            writes += [Write(_OUTDATED, [{"this": after.id}]), Write(_SNAPSHOT, [snapshot_row(after)])]
        await self._group.write(writes)
        return self._remembered(after)

    async def last_known(self, interview_id: str) -> Interview:
        """The interview as this process knew it last, without asking the database if it can be helped.

        Good enough to decide what is appended next, since an append to a state that is not the latest raises `Conflict`; then `load`.
        """
        return self._known.get(interview_id) or await self.load(interview_id)

    def is_latest(self, interview: Interview) -> bool:
        """Whether this process knows of nothing that happened since."""
        known = self._known.get(interview.id)
        return known is None or known.seq <= interview.seq

    def forget(self, interview_id: str) -> None:
        """The interview is not what this process knew of it: it was deleted, or its log was changed."""
        self._known.pop(interview_id, None)

    async def load(self, interview_id: str) -> Interview:
        """What we know of an interview, by its snapshot and the events since. Raises `UnknownInterview`, `Damaged`, `StorageFailed`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_SINCE_SNAPSHOT, {"interview": interview_id, "version": SNAPSHOT_VERSION})).all()
        if not rows:
            raise UnknownInterview(interview_id)
        interview = Interview.blank(interview_id)
        if rows[0].is_snapshot:
            snapshot, *rows = rows
            restored = interview_of(interview_id, snapshot)
            if restored is None:
                return replay(interview_id, await self.read(interview_id))
            interview = restored
        for event in events_of(interview_id, interview.seq, rows):
            interview = evolve(interview, event)
        return self._remembered(interview)

    async def read(self, interview_id: str) -> list[AnyEvent]:
        """The whole log of an interview. Raises `UnknownInterview`, `Damaged`, `StorageFailed`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_LOG, {"interview": interview_id})).all()
        if not rows:
            raise UnknownInterview(interview_id)
        return events_of(interview_id, 0, rows)

    async def heard(self, arrival: str) -> tuple[str, int] | None:
        """The interview and the turn that something which arrived became; None if it never did. Raises `StorageFailed`."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(ARRIVALS.c.interview_id, ARRIVALS.c.turn).where(ARRIVALS.c.id == arrival))).first()
        return (row.interview_id, row.turn) if row else None

    async def last_spoken(self, interview: Interview, most: int) -> list[CandidateSpoke | InterviewerSpoke]:
        """What was said in the last `most` turns of `interview`, whole and in order; corrections are not applied. Raises `Damaged`, `StorageFailed`."""
        wanted = {"interview": interview.id, "up_to": interview.seq, "most": most}
        async with self._database.connect() as connection:
            rows = (await connection.execute(_SPOKEN, wanted)).all()
        said = (event for row in reversed(rows) for event in events_of(interview.id, row.seq - 1, [row]))
        return [event for event in said if isinstance(event, CandidateSpoke | InterviewerSpoke)]

    async def forget_arrivals(self, before: datetime) -> None:
        """Forget the ids of what arrived before this; nobody sends it again."""
        await self._group.write([Write(_FORGOTTEN, [{"before": before}])])

    def _remembered(self, interview: Interview) -> Interview:
        self._known[interview.id] = interview
        self._known.move_to_end(interview.id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return interview


def _read_model(before: Interview, after: Interview, events: Sequence[AnyEvent], score: float | None, verdict: str | None) -> list[Write]:
    row = transcript_row(after, events, score, verdict)
    if before.seq == 0:
        return [Write(_BEGUN, [row])]
    return [Write(_WENT_ON if score is None and verdict is None else _JUDGED, [row | {"this": after.id}])]


def _readers(after: Interview, events: Sequence[AnyEvent]) -> list[Write]:
    """Who was asked may read from now on; who has scored is told what others think."""
    writes: list[Write] = []
    for event in events:
        match event:
            case OpinionAsked():
                writes.append(sharing(invitation(after.id, event.of, event.name, after.candidate, event.at)))
            case OpinionGiven():
                writes.append(Write(_SCORED, [{"interview_id": after.id, "person": shown(event.opinion.by), "at": event.at}]))
            case _:
                pass
    return writes
