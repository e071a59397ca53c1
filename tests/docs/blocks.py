"""Run the Python blocks of Markdown pages, with the standard library alone.

``python blocks.py README.md …`` runs them where pytest is not installed. A
page is one session: later blocks see the names of earlier ones. A block with
prompts is a doctest; one without is executed.
"""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
RUNNABLE = {"python", "{code-block} python", "{doctest}", "pycon"}


def python_blocks(text: str) -> list[tuple[int, str]]:
    """Return the line and the source of each Python block in *text*."""
    return [
        (text.count("\n", 0, match.start("body")) + 1, match["body"])
        for match in FENCE.finditer(text)
        if match["info"].strip() in RUNNABLE
    ]


def run(page: Path) -> int:
    """Run the blocks of *page* in order and return how many examples failed."""
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    names: dict[str, object] = {"__name__": "__main__"}
    failed = 0
    for line, body in python_blocks(page.read_text(encoding="utf-8")):
        if ">>>" in body:
            test = doctest.DocTestParser().get_doctest(body, {}, page.name, str(page), line - 1)
            test.globs = names
            failed += runner.run(test, clear_globs=False).failed
        else:
            padded = "\n" * (line - 1) + body  # an error then shows the line of the page
            exec(compile(padded, str(page), "exec"), names)
    return failed


if __name__ == "__main__":
    sys.exit(sum(run(Path(argument)) for argument in sys.argv[1:]))
