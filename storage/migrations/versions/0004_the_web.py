"""What the web needs: who may read an interview, what they remark on it, tokens, and read models of pages, of progress and of search."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS_OF_SQLITE = "CREATE VIRTUAL TABLE searched_words USING fts5 (words, tokenize = 'ascii', detail = none, prefix = '2 3 4 5 6 7 8')"
"""The words come ready, so that the simplest tokenizer does; beginnings have an index of their own, or everything that begins so would be read
(https://sqlite.org/fts5.html#prefix_indexes)."""
NO_GAP_IN_SQLITE = """
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM events WHERE interview_id = NEW.interview_id AND seq = NEW.seq - 1)
BEGIN SELECT RAISE(ABORT, 'there is no event before this one'); END
"""
NO_GAP_IN_POSTGRESQL = """
CREATE FUNCTION events_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM transcripts WHERE id = NEW.interview_id FOR KEY SHARE;
  PERFORM 1 FROM events WHERE interview_id = NEW.interview_id AND seq = NEW.seq - 1;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no event before this one' USING ERRCODE = 'foreign_key_violation'; END IF;
  RETURN NEW;
END $$
"""
"""A log has no gaps: so nobody goes on with an interview that was deleted. The first question waits for who is deleting it."""
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; whoever was asked to score an interview may read it as before."""
    _transcripts()
    _read_by_others()
    _read_models()
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("last_used_at", WHEN),
        sa.Column("expires_at", WHEN),
        sa.Column("revoked_at", WHEN),
    )
    op.create_index("api_tokens_by_hash", "api_tokens", ["hash"], unique=True)
    op.create_index("api_tokens_by_person", "api_tokens", ["person", "created_at"])
    _backfill()
    _no_gap()


def _no_gap() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NO_GAP_IN_SQLITE)
        return
    op.execute(NO_GAP_IN_POSTGRESQL)
    op.execute("CREATE TRIGGER events_follow BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION events_follow()")


def _transcripts() -> None:
    with op.batch_alter_table("transcripts") as transcripts:
        transcripts.add_column(sa.Column("seq", sa.Integer(), nullable=False, server_default="0"))
        transcripts.add_column(sa.Column("indexed", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("transcripts_by_start", "transcripts")
    op.drop_index("transcripts_by_candidate", "transcripts")
    op.drop_index("transcripts_by_problem", "transcripts")
    op.create_index("transcripts_by_start", "transcripts", ["started_at", "id"])
    op.create_index("transcripts_by_activity", "transcripts", ["last_at", "id"])
    op.create_index("transcripts_by_score", "transcripts", ["revealed", "score", "id"])
    op.create_index("transcripts_by_candidate", "transcripts", ["candidate", "started_at", "id"])
    op.create_index("transcripts_by_candidates_activity", "transcripts", ["candidate", "last_at", "id"])
    op.create_index("transcripts_by_candidates_score", "transcripts", ["candidate", "revealed", "score", "id"])
    op.create_index("transcripts_by_problem", "transcripts", ["problem", "started_at", "id"])
    op.create_index("transcripts_by_verdict", "transcripts", ["verdict", "started_at", "id"])
    op.create_index("transcripts_by_level", "transcripts", ["level", "started_at", "id"])
    op.create_index("transcripts_by_stages_start", "transcripts", ["stage", "started_at", "id"])
    outdated = sa.text("indexed < seq")
    op.create_index("transcripts_outdated", "transcripts", ["last_at"], sqlite_where=outdated, postgresql_where=outdated)


def _interview(*, primary_key: bool = False) -> sa.Column[str]:
    """Refers to an interview: what is made of one that was deleted meanwhile is refused."""
    return sa.Column("interview_id", sa.String(), sa.ForeignKey("transcripts.id"), primary_key=primary_key, nullable=False)


def _read_by_others() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.String(), primary_key=True),
        _interview(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("may_score", sa.Boolean(), nullable=False),
        sa.Column("started_at", WHEN, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("expires_at", WHEN),
        sa.Column("revoked_at", WHEN),
    )
    op.create_index("shares_once", "shares", ["interview_id", "kind", "target"], unique=True)
    op.create_index("shares_by_target", "shares", ["kind", "target", "started_at", "interview_id"])
    op.create_table(
        "opinions",
        _interview(primary_key=True),
        sa.Column("person", sa.String(), primary_key=True),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("opinions_by_person", "opinions", ["person"])
    op.create_table(
        "comments",
        sa.Column("id", sa.String(), primary_key=True),
        _interview(),
        sa.Column("turn", sa.Integer()),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("comments_by_interview", "comments", ["interview_id", "at", "id"])
    op.create_index("comments_by_person", "comments", ["by"])


def _read_models() -> None:
    op.create_table(
        "kept_pages",
        _interview(primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
    )
    op.create_table(
        "marks",
        _interview(primary_key=True),
        sa.Column("criterion", sa.String(), primary_key=True),
        sa.Column("candidate", sa.String(), nullable=False),
        sa.Column("problem", sa.String()),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("initiative", sa.String()),
        sa.Column("earned", sa.Float(), nullable=False),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("marks_by_candidate", "marks", ["candidate", "at"])
    _search()


def _search() -> None:
    op.create_table(
        "searched",
        _interview(primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
    )
    op.create_index("searched_by_number", "searched", ["number"], unique=True)
    op.create_table(
        "leftovers",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("at", WHEN, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(WORDS_OF_SQLITE)
        return
    op.execute("CREATE TABLE searched_words (number BIGINT PRIMARY KEY, words tsvector NOT NULL)")
    op.execute(
        "CREATE INDEX searched_words_by_word ON searched_words USING gin (words) WITH (fastupdate = off)"
    )  # or every search reads what is pending


def _backfill() -> None:
    op.execute("UPDATE transcripts SET seq = COALESCE((SELECT MAX(events.seq) FROM events WHERE events.interview_id = transcripts.id), 0)")
    shares, opinions = dict(_invited()), dict(_scored())
    if shares:
        op.bulk_insert(_table("shares"), list(shares.values()))
    if opinions:
        op.bulk_insert(_table("opinions"), list(opinions.values()))


def _table(name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def _happened(kind: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    events, transcripts = _table("events"), _table("transcripts")
    query = (
        sa.select(events.c.interview_id, events.c.at, events.c.body, transcripts.c.candidate, transcripts.c.started_at)
        .join(transcripts, transcripts.c.id == events.c.interview_id)
        .where(events.c.kind == kind)
        .order_by(events.c.interview_id, events.c.seq)
    )
    for row in op.get_bind().execute(query).all():
        yield row, json.loads(row.body)


def _invited() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for row, event in _happened("opinion_asked"):
        share = {
            "id": hashlib.sha256(f"{row.interview_id} {event['of']}".encode()).hexdigest()[:32],
            "interview_id": row.interview_id,
            "kind": "person",
            "target": event["of"],
            "by": row.candidate,
            "name": event.get("name", ""),
            "may_score": True,
            "started_at": row.started_at,
            "created_at": row.at,
        }
        yield (row.interview_id, event["of"]), share


def _scored() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for row, event in _happened("opinion_given"):
        person = event["opinion"]["by"]
        yield (row.interview_id, person), {"interview_id": row.interview_id, "person": person, "at": row.at}
