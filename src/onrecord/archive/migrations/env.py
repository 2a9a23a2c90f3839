"""What Alembic runs: the migrations, on the connection and in the transaction that it is given."""

from alembic import context

from onrecord.archive.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=False)
context.run_migrations()
