"""Where interviews are held in Slack, what was posted there, who the people are, and in which workspaces we are installed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make seven tables; an arrival learns its turn."""
    with op.batch_alter_table("arrivals") as arrivals:
        arrivals.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("arrivals_by_time", "arrivals", ["at"])
    _threads()
    _said_beside()
    _people()
    _installations()


def _threads() -> None:
    op.create_table(
        "threads",
        sa.Column("interview_id", sa.String(), primary_key=True),
        sa.Column("enterprise", sa.String()),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("ts", sa.String()),
        sa.Column("link", sa.String()),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("in_channel", sa.Boolean(), nullable=False),
        sa.Column("posted_turn", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True)),
        sa.Column("parked_at", sa.DateTime(timezone=True)),
        sa.Column("trouble", sa.String()),
    )
    op.create_index("threads_by_place", "threads", ["team", "channel", "ts"], unique=True)
    op.create_index("threads_unsettled", "threads", ["settled", "retry_at"])
    op.create_table(
        "deliveries",
        sa.Column("interview_id", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String()),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
    )


def _said_beside() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mimetype", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("attachments_by_interview", "attachments", ["interview_id"])
    op.create_table(
        "asides",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("asides_by_interview", "asides", ["interview_id", "at"])


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.String()),
        sa.Column("zone", sa.String()),
        sa.Column("level", sa.String()),
        sa.Column("mode", sa.String()),
        sa.Column("minutes", sa.Integer()),
    )


def _installations() -> None:
    op.create_table(
        "installations",
        sa.Column("enterprise", sa.String(), primary_key=True),
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("user", sa.String(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "oauth_states",
        sa.Column("state", sa.String(), primary_key=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
