"""The two databases: SQLite in memory, and a PostgreSQL of our own that stops with the run."""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("schema.sql").read_text("utf-8")


class Database:
    """A connection; what a test writes is rolled back before the next one."""

    def __init__(self, connection: Any, mark: str) -> None:
        """Make the tables, once."""
        self.connection = connection
        self.mark = mark
        self.cursor = connection.cursor()
        for statement in SCHEMA.split(";"):
            if statement.strip():
                self.cursor.execute(statement)
        connection.commit()

    def run(self, sql: str, *values: object) -> list[Any]:
        """Run a statement and return its rows; question marks stand for values."""
        plain = [value.isoformat() if isinstance(value, date) else value for value in values]
        self.cursor.execute(sql.replace("?", self.mark), plain)
        return self.cursor.fetchall() if self.cursor.description else []

    def empty(self) -> None:
        """Forget what was written."""
        self.connection.rollback()


@contextmanager
def sqlite() -> Iterator[Database]:
    """Open SQLite in memory."""
    connection = sqlite3.connect(":memory:")
    yield Database(connection, "?")
    connection.close()


@contextmanager
def postgresql() -> Iterator[Database]:
    """Start a PostgreSQL on a Unix socket in a temporary folder, and stop it at the end."""
    import psycopg  # noqa: PLC0415 - SQLite does without it

    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _unprivileged(folder)
    data, log = str(folder / "data"), str(folder / "log")
    quick = f"-k {folder} -c listen_addresses= -c fsync=off -c autovacuum=off"
    try:
        _call(user, "initdb", "-D", data, "-U", "register", "-A", "trust", "-E", "UTF8", "-N")
        _call(user, "pg_ctl", "-D", data, "-l", log, "-w", "-o", quick, "start")
        try:
            with psycopg.connect(host=str(folder), user="register", dbname="postgres") as open_one:
                yield Database(open_one, "%s")
                open_one.rollback()
        finally:
            _call(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> str | None:
    """Return the user to run PostgreSQL as, which refuses to run as root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    return user


def _call(user: str | None, program: str, *arguments: str) -> None:
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = shutil.which(program) or (str(debian[-1]) if debian else program)
    command = [path, *arguments]
    subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
