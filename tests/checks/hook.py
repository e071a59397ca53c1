"""Try the hook for other repositories with the real pre-commit, from a built wheel.

``python hook.py WHEEL`` makes a fresh repository whose only hook is ours, as
``.pre-commit-hooks.yaml`` defines it, and fails where it does not do what it should. On
demand: it needs git and pre-commit, which gets the dependencies of the wheel.
"""

# ruff: noqa: T201 - a program that prints

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
GOOD = "elzmodel: 1\nkind: scenario\nname: wave\n"
OTHER = "services:\n  elzmodel:\n    image: x\n    no: [1, &a 2, *a]\n"
BAD = GOOD.replace("name:", "title:")


def run(folder: Path, *command: str) -> tuple[int, str]:
    """Run a program in a folder, and return its exit code and what it said."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main(wheel: str) -> int:
    """Check the definition, then a repository that is sound, then one with a slip."""
    (hook,) = yaml.safe_load(MANIFEST.read_text("utf-8"))
    hook["additional_dependencies"] = [Path(wheel).resolve().as_uri()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        (folder / "wave.yaml").write_text(GOOD, "utf-8")
        (folder / "compose.yaml").write_text(OTHER, "utf-8")
        tried = [
            run(folder, "pre-commit", "validate-manifest", str(MANIFEST)),
            run(folder, "git", "init", "-q"),
            run(folder, "git", "add", "-A"),
            run(folder, "pre-commit", "run", "--all-files"),
        ]
        (folder / "wave.yaml").write_text(BAD, "utf-8")
        failed = run(folder, "pre-commit", "run", "--all-files")
    for code, said in (*tried, failed):
        print(code, said)
    return int(any(code for code, _ in tried) or not (failed[0] and "wave.yaml:3:1" in failed[1]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
