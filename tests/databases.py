"""Throw-away databases for tests, one at a time and each its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier

PREFIX = "cantines_test_"

on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""Marks tests in which no question is asked that one database may answer otherwise than the other."""


class Databases(Protocol):
    """Where a test gets a database from: an address as CANTINES_DATABASE_URL takes it."""

    kind: str

    def empty(self) -> str:
        """The address of a new database with nothing in it."""

    def copy(self, url: str) -> str:
        """The address of a new database like that of `url`, to which nobody is connected."""

    def renew(self, url: str, like: str) -> None:
        """Makes the database at an address anew, like that of another, which has a schema and no rows."""

    def drop(self, url: str) -> None:
        """Forgets a database, whoever is connected to it."""


class SqliteDatabases:
    """One file each, in a folder of its own."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()

    def empty(self) -> str:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return f"sqlite:///{folder / 'cantines.sqlite'}"

    def copy(self, url: str) -> str:
        new = self.empty()
        shutil.copytree(self._path(url).parent, self._path(new).parent, dirs_exist_ok=True)
        return new

    def renew(self, url: str, like: str) -> None:
        self.drop(url)
        shutil.copytree(self._path(like).parent, self._path(url).parent)

    def drop(self, url: str) -> None:
        shutil.rmtree(self._path(url).parent)

    def _path(self, url: str) -> Path:
        return Path(url.removeprefix("sqlite:///"))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a database must look like to be emptied instead of made anew, and the tables to empty, in this order."""

    shape: str
    tables: tuple[str, ...]


_SHAPE = """
SELECT string_agg(told, ',' ORDER BY told) FROM (
    SELECT format('%s %s %s %s', relname, relkind, attname, atttypid) AS told
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
    UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT version_num FROM alembic_version
) AS everything
"""
_REFERENCES = """
SELECT relname, confrelid::regclass::text FROM pg_class
LEFT JOIN pg_constraint ON conrelid = pg_class.oid AND contype = 'f' AND confrelid != conrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname != 'alembic_version'
"""
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != %s"


def _plan(url: str) -> _Plan:
    with psycopg.connect(url) as connection:
        (shape,) = connection.execute(_SHAPE).fetchone() or ("",)
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for table, referred in connection.execute(_REFERENCES).fetchall():
            sorter.add(table)
            if referred:
                sorter.add(referred, table)  # Its rows go first.
    connection.close()
    return _Plan(shape, tuple(sorter.static_order()))


def _emptied(connection: psycopg.Connection, plan: _Plan) -> bool:
    """Whether the database has the wanted shape; it then has no rows but its version, and counts from 1."""
    try:
        with connection.transaction():
            connection.execute(_OTHERS, [connection.info.backend_pid])
            if connection.execute(_SHAPE).fetchone() != (plan.shape,):
                return False
            with connection.pipeline():
                for table in plan.tables:
                    connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
                connection.execute("SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence")
        return True
    except psycopg.Error:
        return False


class PostgresDatabases:
    """One database each on a server; the name tells the process, so that those of a killed run are swept away."""

    kind = "postgresql"

    def __init__(self, server: str) -> None:
        self._server = server
        self._numbers = itertools.count()
        self._plans: dict[str, _Plan] = {}
        self._open: dict[str, psycopg.Connection] = {}

    def empty(self) -> str:
        return self._create(SQL("CREATE DATABASE {}"))

    def copy(self, url: str) -> str:
        return self._create(SQL("CREATE DATABASE {} TEMPLATE {}"), self._name(url))

    def renew(self, url: str, like: str) -> None:
        """Takes out the rows: a tenth of the time of another database, less when it did so before."""
        if like not in self._plans:
            self._plans[like] = _plan(like)
        if url not in self._open:
            self._open[url] = psycopg.connect(url)
        if not _emptied(self._open[url], self._plans[like]):
            self.drop(url)
            self._make(SQL("CREATE DATABASE {} TEMPLATE {}"), self._name(url), self._name(like))

    def drop(self, url: str) -> None:
        if url in self._open:
            self._open.pop(url).close()
        self._run(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(self._name(url))))

    def sweep(self) -> None:
        """Drops what runs that no longer exist left behind; the server is taken to be on this machine."""
        with psycopg.connect(self._server, autocommit=True) as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [PREFIX + "%"])
            for (name,) in rows.fetchall():
                if not _alive(int(name.removeprefix(PREFIX).split("_")[0])):
                    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def _create(self, statement: SQL, *names: str) -> str:
        name = f"{PREFIX}{os.getpid()}_{next(self._numbers)}"
        self._make(statement, name, *names)
        return urlsplit(self._server)._replace(path="/" + name).geturl()

    def _make(self, statement: SQL, *names: str) -> None:
        self._run(statement.format(*map(Identifier, names)))
        # No test cuts the power: a commit need not wait for the disk.
        self._run(SQL("ALTER DATABASE {} SET synchronous_commit TO off").format(Identifier(names[0])))

    def _run(self, statement: Composed) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)

    def _name(self, url: str) -> str:
        return urlsplit(url).path.removeprefix("/")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
