"""Engines, sessions and schema of both databases: SQLite (WAL) embedded, PostgreSQL as a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from federation.errors import StoreError
from federation.store.models import db

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "DatabaseFailure",
    "Session",
    "Store",
    "bind",
    "check_schema",
    "migration_config",
    "open_store",
    "revision",
    "upgrade",
]

DatabaseFailure = SQLAlchemyError
"""What the rest of the house catches when the database cannot answer."""

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_EXPECTED = "Write postgresql://user@host/name, or leave it empty for a file in CANTINES_DATA_DIR."


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `session` reads; what a `writing` block writes lands together, or nothing does."""

    engine: Engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for reading."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose block is one transaction; SQLite takes its write lock at once."""
        with Session(self.engine) as session:
            session.connection(execution_options={"writes": True})
            yield session
            session.commit()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at a database address; makes the folder of an embedded one, not its tables. Raises StoreError."""
    return Store(_prepared(create_engine(_address(url), **_options(url))))


def bind(app: Flask, url: str) -> Store:
    """The store of a web application, its engine owned by Flask-SQLAlchemy."""
    app.config["SQLALCHEMY_DATABASE_URI"] = _address(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(url)
    db.init_app(app)
    with app.app_context():
        return Store(_prepared(db.engine))


def _address(url: str) -> str:
    try:
        parsed = make_url(url)
        embedded = parsed.get_backend_name() == "sqlite"
    except SQLAlchemyError:
        raise StoreError(f"CANTINES_DATABASE_URL is no database address. {_EXPECTED}") from None
    in_memory = embedded and parsed.database in (None, "", ":memory:")
    if in_memory or not (embedded or parsed.drivername in ("postgresql", "postgresql+psycopg")):
        raise StoreError(f"CANTINES_DATABASE_URL names a database that this hub cannot use. {_EXPECTED}")
    if embedded:
        _make_folder(Path(str(parsed.database)).parent)
    return url


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} of the database cannot be made ({error.strerror}).") from error


def _options(url: str) -> dict[str, Any]:
    # A thread of each visit may look something up at once; none of them should wait for a connection.
    pool = {"pool_size": 5, "max_overflow": 60}
    if make_url(url).get_backend_name() == "sqlite":
        return {**pool, "connect_args": {"timeout": _BUSY_SECONDS, "check_same_thread": False}}
    return {**pool, "pool_pre_ping": True}


def _prepared(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late for one transaction a pull; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    for pragma in (
        "page_size=8192",  # of new files only; a visit writes a third less pages than with 4096, and they take less
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-32000",
        "wal_autocheckpoint=4000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def migration_config(connection: Connection | None = None) -> Config:
    """Where the migrations are, and the connection they run on."""
    from alembic.config import Config  # half a second of every command's start, and only migrating needs it

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(store: Store) -> None:
    """Bring the schema to this version, forward only, in one transaction."""
    from alembic import command  # as above

    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(migration_config(connection), "head")


def revisions() -> list[str]:
    """The revisions of this version, the oldest first: each migration's file is named after its own."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision(store: Store) -> str | None:
    """The schema's revision; None for a database without tables."""
    try:
        with store.engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            known = "alembic_version" in tables
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
            if found is None and tables:
                raise StoreError(
                    f"{_shown(store)} holds tables but no schema version: it is not a database of this hub. "
                    "Point CANTINES_DATABASE_URL or CANTINES_DATA_DIR at another one."
                )
            return found
    except SQLAlchemyError as error:
        raise StoreError(f"{_shown(store)} cannot be opened: {_first_line(error)}") from error


def check_schema(store: Store) -> None:
    """Raise StoreError, with the command to type, unless the schema is exactly this version's."""
    known = revisions()
    found, head = revision(store), known[-1]
    if found == head:
        return
    if found is None:
        raise StoreError(f"{_shown(store)} has no tables yet. Type: cantines db upgrade")
    if found in known:
        raise StoreError(
            f"{_shown(store)} has schema {found}, this version wants {head}. "
            "Make a copy of the database, then type: cantines db upgrade"
        )
    raise StoreError(
        f"{_shown(store)} has schema {found}, which this version does not know: a newer hub made it. "
        "Install that version again, or restore the copy made before the upgrade."
    )


def _shown(store: Store) -> str:
    return f"The database {store.engine.url.render_as_string(hide_password=True)}"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
