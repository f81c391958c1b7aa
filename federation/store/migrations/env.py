"""Runs migrations on the connection it is given; `federation.store.database.upgrade` is its only caller."""

from alembic import context

connection = context.config.attributes["connection"]
if connection is None:
    raise RuntimeError("migrations run through `cantines db upgrade`")
context.configure(connection=connection, render_as_batch=True, target_metadata=None)
context.run_migrations()
