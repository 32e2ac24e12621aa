"""Reminders and each time they are due, how people like to be reminded, answers to quizzes, and which interviews are drills."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    with op.batch_alter_table("transcripts") as transcripts:
        transcripts.add_column(sa.Column("drill", sa.String()))
    _reminders()
    _occurrences()
    op.create_table(
        "routines",
        sa.Column("person", sa.String(), primary_key=True),
        sa.Column("zone", sa.String()),
        sa.Column("quiet_from", sa.String()),
        sa.Column("quiet_to", sa.String()),
        sa.Column("weekends", sa.Boolean()),
        sa.Column("most_a_day", sa.Integer()),
        sa.Column("nudges", sa.Boolean()),
        sa.Column("named", sa.Boolean()),
        sa.Column("away_since", WHEN),
        sa.Column("away_until", WHEN),
    )
    op.create_table(
        "quiz_answers",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("quiz", sa.String(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("quiz_answers_by_person", "quiz_answers", ["person", "at"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("enterprise", sa.String()),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("follows", sa.String()),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("zone", sa.String()),
        sa.Column("kept_at_night", sa.Boolean(), nullable=False),
        sa.Column("paused_at", WHEN),
        sa.Column("paused_until", WHEN),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String()),
        sa.Column("created_at", WHEN, nullable=False),
    )
    op.create_index("reminders_by_person", "reminders", ["person", "created_at"])
    op.create_index("reminders_by_channel", "reminders", ["team", "channel"])
    op.create_index("reminders_by_followed", "reminders", ["follows"])


def _occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("reminder_id", sa.String(), sa.ForeignKey("reminders.id"), primary_key=True),
        sa.Column("occasion", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("claimed_at", WHEN),
        sa.Column("settled_at", WHEN),
        sa.Column("outcome", sa.String()),
    )
    waiting, claimed = sa.text("state = 'waiting'"), sa.text("state = 'claimed'")
    op.create_index("occurrences_due", "occurrences", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("occurrences_claimed", "occurrences", ["claimed_at"], sqlite_where=claimed, postgresql_where=claimed)
    op.create_index("occurrences_by_person", "occurrences", ["person", "due_at"])
