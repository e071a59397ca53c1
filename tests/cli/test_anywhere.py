"""Commands and readers on other systems: closed pipes, plain locales, line ends of Windows."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import elzmodel as elz

DOCUMENT = 'elzmodel: 1\nkind: scenario\nname: "a wave"\nsteps: []\n'
TABLE = "nis;naam;n\n71072;Hasselt;5\n11002;Antwerpen;7\n"
LIST = "code,name,from,until\n1,A,2000-01-01,2019-01-01\n2,B,2000-01-01,\n"
POPULATION = "nis;population\n71072;5\n11002;7\n"
READERS = {
    "document": (DOCUMENT, elz.load),
    "json": ('{"elzmodel": 1,\n"kind": "scenario",\n"name": "x",\n"steps": []}\n', elz.load),
    "table": (TABLE, lambda path: elz.read_table(path).to_table().to_csv()),
    "list": (LIST, lambda path: elz.lists.read_list(path).units),
    "population": (POPULATION, lambda path: elz.tables.read_population(path, year=2025)),
}


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["windows", "old mac"])
@pytest.mark.parametrize("name", READERS)
def test_line_ends_of_other_systems_change_nothing(tmp_path, name, ends):
    """The same file gives the same value."""
    text, read = READERS[name]
    suffix = {"document": ".yaml", "json": ".json"}.get(name, ".csv")
    found = []
    for number, data in enumerate((text, text.replace("\n", ends))):
        path = tmp_path / str(number) / f"x{suffix}"
        path.parent.mkdir()
        path.write_bytes(data.encode())
        found.append(read(path))
    assert found[0] == found[1]


@pytest.mark.skipif(os.name == "nt", reason="pipes close in another way")
def test_a_pipe_that_is_closed_and_a_plain_locale_are_no_error():
    """As with ``| head -1`` on a server: no traceback, whatever letters there are."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "ELZMODEL_LANG": "nl"}
    command = [sys.executable, "-m", "elzmodel", "zones", "--on", "2025-01-01"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | plain
    ) as process:
        process.stdout.close()
        told = process.stderr.read()
    assert b"" == told


@pytest.mark.skipif(os.name == "nt", reason="streams are closed in another way")
def test_streams_that_are_closed_are_no_error():
    """As where a service starts a command: nobody looks, and there is no traceback."""
    found = {}
    for closed in (">&-", "2>&-"):
        command = f"'{sys.executable}' -m elzmodel zones --on 2025-01-01 {closed}"
        found[closed] = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert (0, b"") == (found[">&-"].returncode, found[">&-"].stderr)
    assert (0, True) == (found["2>&-"].returncode, b"zuidoost-hageland" in found["2>&-"].stdout)
