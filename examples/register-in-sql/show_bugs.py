"""Look for each of ten mistakes, and print the smallest history that shows it.

The exit code is 1 where a mistake is not found or its history is long, and where the
right register fails.
"""

import argparse
import sys

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from bugs import BUGS
from databases import DATABASES, Database
from histories import Histories
from register import Register

LONGEST = 15


def smallest_history(
    database: Database, register: type[Register] = Register, *, examples: int = 100
) -> list[str]:
    """Return the lines that tell of a failure, none where nothing fails."""
    machine = type("Histories", (Histories,), {"make": staticmethod(lambda: register(database))})
    search = settings(
        machine.TestCase.settings,
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=search)
    except Exception as error:  # noqa: BLE001 - a mistake may show itself in any way
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return [what, *"\n".join(error.__notes__).splitlines()]
    return []


def main() -> int:
    """Print a history for each mistake, and tell by the exit code whether all is well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", choices=sorted(DATABASES), default="sqlite")
    parser.add_argument("--examples", type=int, default=100, help="how many histories to try")
    parser.add_argument("bugs", nargs="*", metavar="BUG", help=", ".join(BUGS))
    chosen = parser.parse_args()
    names = chosen.bugs or list(BUGS)
    with DATABASES[chosen.database]() as database:
        wrong = smallest_history(database, examples=chosen.examples)
        print(f"{chosen.database}: the right register", "fails" if wrong else "passes")
        found = {n: smallest_history(database, BUGS[n], examples=chosen.examples) for n in names}
    for name, lines in found.items():
        print(f"\n{name}: {len(lines) or 'not found, no'} lines", *lines, sep="\n")
    short = [name for name, lines in found.items() if 0 < len(lines) <= LONGEST]
    print(
        f"\n{len(short)} of {len(names)} found, each in at most {LONGEST} lines", *wrong, sep="\n"
    )
    return int(bool(wrong) or len(short) < len(names))


if __name__ == "__main__":
    sys.exit(main())
