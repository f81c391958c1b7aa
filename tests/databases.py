"""Throw-away databases for tests, one at a time and each its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Composed, Identifier

PREFIX = "cantines_test_"


class Databases(Protocol):
    """Where a test gets a database from: an address as CANTINES_DATABASE_URL takes it."""

    kind: str

    def empty(self) -> str:
        """The address of a new database with nothing in it."""

    def copy(self, url: str) -> str:
        """The address of a new database like that of `url`, to which nobody is connected."""

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

    def drop(self, url: str) -> None:
        shutil.rmtree(self._path(url).parent)

    def _path(self, url: str) -> Path:
        return Path(url.removeprefix("sqlite:///"))


class PostgresDatabases:
    """One database each on a server; the name tells the process, so that those of a killed run are swept away."""

    kind = "postgresql"

    def __init__(self, server: str) -> None:
        self._server = server
        self._numbers = itertools.count()

    def empty(self) -> str:
        return self._create(SQL("CREATE DATABASE {}"))

    def copy(self, url: str) -> str:
        return self._create(SQL("CREATE DATABASE {} TEMPLATE {}"), self._name(url))

    def drop(self, url: str) -> None:
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
        self._run(statement.format(Identifier(name), *map(Identifier, names)))
        return urlsplit(self._server)._replace(path="/" + name).geturl()

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
