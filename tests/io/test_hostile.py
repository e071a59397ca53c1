"""Texts that are meant to do harm end in an error, within bounded time and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

MB = 1024**2
MEMORY = 700 * MB
SECONDS = 20

HEAD = "elzmodel: 1\nkind: events\n"
TEXTS = {
    "alias bomb": "'a: &a [x,x,x,x,x,x,x,x,x]\\n' + ''.join(f'{c}: &{c} [' + ','.join(['*'+p]*9)"
    " + ']\\n' for p, c in zip('abcdefghi', 'bcdefghij'))",
    "recursive alias": "'a: &a {b: *a}'",
    "wide aliases": "'a: &a x\\nb: [' + '*a ,' * 100_000 + ']'",
    "deep lists": "'[' * 1_000_000",
    "deep mappings": "'{a: ' * 1_000_000",
    "deep blocks": "'- ' * 1_000_000",
    "deep json": "'{\"a\":' * 1_000_000",
    "deep json that closes": "'{\"a\":' + '[' * 100_000 + ']' * 100_000 + '}'",
    "huge scalar": "'a: ' + 'x' * 7_000_000",
    "huge quoted scalar": "'a: \"' + 'x\\n' * 3_000_000",
    "huge key": "'x' * 7_000_000 + ': a'",
    "many keys": "''.join(f'k{n}: 1\\n' for n in range(200_000))",
    "many items": "'- a\\n' * 1_200_000",
    "many items in a field": "HEAD + 'events: [' + 'a,' * 400_000 + ']'",
    "many unknown keys": "HEAD + ''.join(f'k{n}: 1\\n' for n in range(200_000))",
    "one key many times": "HEAD + 'a: 1\\n' * 100_000",
    "many numbers in json": "'{\"elzmodel\": [' + '1,' * 1_200_000 + '1]}'",
    "many braces": "'{}' * 1_000_000",
    "many tags": "HEAD + 'events: [' + '!!python/name:os.system x,' * 100_000 + ']'",
    "many anchors": "'[' + ''.join(f'&a{n} x,' for n in range(300_000)) + ']'",
    "many documents": "'--- a\\n' * 1_000_000",
    "many directives": "'%YAML 1.1\\n' * 500_000",
    "many comments": "'# a\\n' * 1_500_000",
    "a hundred megabytes": "'x' * 100_000_000",
    "a hundred megabytes of json": "'{\"a\": \"' + 'x' * 100_000_000 + '\"}'",
    "long number": "HEAD + 'figures: [{value: ' + '9' * 1_000_000 + '}]'",
    "python object": "HEAD + '!!python/object/apply:os.system [exit]'",
    "nul": "HEAD + chr(0)",
    "many ids that nothing has": "OWN + 'requests: [' + '{id: a, title: x, partner: b},'"
    " * 50_000 + ']\\npartners: [' + ''.join(f'{{id: p{n}, name: x}},' for n in range(50_000))"
    " + ']\\nx: 1'",
    "many ids in use twice": "OWN + 'partners: [' + '{id: a, name: x},' * 100_000 + ']'",
    "many malformed ids": "OWN + 'projects: [{id: a, title: x, involvements: ['"
    " + '{partner: A B},' * 20_000 + ']}]\\npartners: ['"
    " + ''.join(f'{{id: p{n}, name: x}},' for n in range(20_000)) + ']'",
    "a deep measure": "OWN + 'plans: ' + '[{strategic_goals: ' * 2_000",
    "many lists that are open": "OWN + 'open_lists: [' + 'plan,' * 300_000 + ']'",
    "long item id": "OWN + 'statements: [{kind: value, id: ' + 'a/' * 45_000 + '}]'",
    "rules of nothing": "RULES + 'rules: [' + '{},' * 200_000 + ']'",
    "half a surrogate pair": "HEAD + 'a: ' + chr(0xd800)",
}
CODE = """
import resource, sys
from elzmodel.errors import DocumentError
from elzmodel.io import loads
loads("{elzmodel: 1, kind: events}")
loads("{elzmodel: 1, kind: dossier, zone_id: x}")
HEAD = "elzmodel: 1\\nkind: events\\n"
OWN = "elzmodel: 1\\nkind: dossier\\nzone_id: x\\n"
RULES = "elzmodel: 1\\nkind: rules\\nid: x\\ntitle: x\\n"
resource.setrlimit(resource.RLIMIT_AS, (%d, %d))
resource.setrlimit(resource.RLIMIT_CPU, (%d, %d))
text = %s
try:
    loads(text)
except DocumentError as error:
    print(len(error.problems), error.problems[0].code)
"""


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_end_in_an_error(name: str) -> None:
    """With little memory and time, the answer is a `DocumentError` and nothing else."""
    pytest.importorskip("resource")
    code = CODE % (MEMORY, MEMORY, SECONDS, SECONDS, TEXTS[name])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert ("", 0) == (done.stderr, done.returncode)
    assert done.stdout.split()[-1].startswith("ELZ-D")


def test_a_file_of_a_hundred_megabytes_is_not_read_to_its_end(tmp_path: object) -> None:
    """What is too large is refused after the limit, whatever follows."""
    code = CODE.replace("loads(text)", "from elzmodel.io import load; load(text)")
    path = f"{tmp_path}/large.yaml"
    with open(path, "wb") as file:  # noqa: PTH123 - sparse, so that it takes no room
        file.truncate(100 * MB)
    done = subprocess.run(
        [sys.executable, "-c", code % (MEMORY, MEMORY, SECONDS, SECONDS, repr(path))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 ELZ-D002" == done.stdout.strip()
