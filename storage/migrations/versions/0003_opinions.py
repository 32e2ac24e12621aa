"""What people think of an interview: who wants to be asked, which scorecards are revealed, and what became due after the end."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Three columns. What is over already was shown at its end."""
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("scores_self", sa.Boolean()))
    with op.batch_alter_table("threads") as threads:
        threads.add_column(sa.Column("stirred", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("transcripts") as transcripts:
        transcripts.add_column(sa.Column("revealed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE transcripts SET revealed = (stage = 'finished')")
