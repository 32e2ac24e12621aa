"""The log, its snapshots, what arrived, and the read model."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "events",
        sa.Column("interview_id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("interview_id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _transcripts()


def _transcripts() -> None:
    op.create_table(
        "transcripts",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("problem", sa.String()),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("candidate", sa.String(), nullable=False),
        sa.Column("interviewer", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("owes_reply", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("score", sa.Float()),
        sa.Column("verdict", sa.String()),
    )
    op.create_index("transcripts_by_start", "transcripts", ["started_at"])
    op.create_index("transcripts_by_candidate", "transcripts", ["candidate", "started_at"])
    op.create_index("transcripts_owed", "transcripts", ["owes_reply", "last_at"])
    op.create_index("transcripts_by_stage", "transcripts", ["stage", "last_at"])
    op.create_index("transcripts_by_problem", "transcripts", ["problem"])
