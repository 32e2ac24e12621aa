"""Run by Alembic, which `storage.schema.upgrade` hands an open connection; the transaction belongs to the caller."""

from alembic import context

from storage.tables import METADATA

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations run when a database is opened: mock-interview db upgrade")
context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
