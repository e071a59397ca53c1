"""Ask the real ``yaml-language-server`` to complete and to judge a document.

``python language_server.py PATH_OF_THE_SERVER`` prints what an editor would
show, and fails where it shows nothing. One document names its schema itself, another has it
by the settings of the how-to for VS Code. On demand: it needs Node and the server,
from ``npm install yaml-language-server``.
"""

# ruff: noqa: T201 - a program that prints

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from elzmodel.io import KINDS, schema

GOOD = """\
elzmodel: 1
kind: events
events:
  - event: create-zone
    id: a-zone
    day: 2027-01-01
    zone: kust
    name: Kust
"""
BROKEN = GOOD.replace("zone: kust", "zonee: kust")
DOSSIER = (Path(__file__).parent / "corpus" / "version_1" / "dossier.yaml").read_text("utf-8")
RULES = (Path(__file__).parent / "corpus" / "version_1" / "rules.yaml").read_text("utf-8")
UNFINISHED = GOOD + "figures:\n  - kind: population\n    \n"


PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "check-in-other-repositories.md"
SETTINGS = json.loads(
    re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0],
)
"""What the how-to puts into ``.vscode/settings.json``."""


class Server:
    """A language server that speaks over its standard streams."""

    def __init__(self, command: str) -> None:
        self.process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0
        self.settings = {"yaml": {"schemas": SETTINGS["yaml.schemas"], "hover": True}}

    def say(self, method: str, params: Any, **also: Any) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **also}).encode()
        self._write(body)

    def _write(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """Return the next message; what the server asks of the editor is answered."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            items = (message.get("params") or {}).get("items", ())
            given = [self.settings.get(each.get("section")) for each in items] or None
            answer = {"jsonrpc": "2.0", "id": message["id"], "result": given}
            self._write(json.dumps(answer).encode())
        return message

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its answer."""
        self.number += 1
        self.say(method, params, id=self.number)
        while True:
            message = self.hear()
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")

    def problems(self, uri: str) -> list[str]:
        """Return what the server says about a document, once it does."""
        while True:
            message = self.hear()
            is_ours = message.get("method") == "textDocument/publishDiagnostics"
            if is_ours and message["params"]["uri"] == uri:
                return [each["message"] for each in message["params"]["diagnostics"]]


def opened(server: Server, folder: Path, name: str, text: str, *, kind: str | None) -> str:
    """Open a document whose first line names the schema of a kind, and return its address."""
    uri = (folder / name).as_uri()
    schema_file = (folder / "schemas" / f"{kind}.schema.json").as_uri()
    first = f"# yaml-language-server: $schema={schema_file}\n" if kind else ""
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": first + text}
    server.say("textDocument/didOpen", {"textDocument": document})
    return uri


def main(command: str) -> int:
    """Print completion and diagnostics; fail where one of them is missing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "schemas").mkdir()
        for kind in KINDS:
            file = folder / "schemas" / f"{kind}.schema.json"
            file.write_text(json.dumps(schema(kind)), "utf-8")
        server = Server(command)
        root = {"uri": folder.as_uri(), "name": "ours"}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        known = {"rootUri": folder.as_uri(), "workspaceFolders": [root], "capabilities": able}
        server.ask("initialize", {"processId": None, **known})
        server.say("initialized", {})
        server.say("workspace/didChangeConfiguration", {"settings": server.settings})
        good = server.problems(opened(server, folder, "good.yaml", GOOD, kind="events"))
        for kind, text in (("dossier", DOSSIER), ("rules", RULES)):
            good += server.problems(opened(server, folder, f"{kind}.yaml", text, kind=kind))
        broken = server.problems(opened(server, folder, "broken.yaml", BROKEN, kind="events"))
        by_settings = opened(server, folder, "2027.events.yaml", BROKEN, kind=None)
        there = server.problems(by_settings)
        over = {"textDocument": {"uri": by_settings}, "position": {"line": 5, "character": 6}}
        hover = server.ask("textDocument/hover", over)
        uri = opened(server, folder, "unfinished.yaml", UNFINISHED, kind="events")
        place = {"line": UNFINISHED.count("\n"), "character": 4}
        asked = {"textDocument": {"uri": uri}, "position": place}
        found = server.ask("textDocument/completion", asked)
        server.process.kill()
    offered = {each["label"]: each.get("documentation", "") for each in found["items"]}
    print("good documents:", good or "no problems")
    print("zonee for zone:", *broken, sep="\n  ")
    print("by the settings of VS Code:", *there, sep="\n  ")
    print("over 'day':", hover, sep="\n  ")
    print("completion after 'kind: population':")
    for label, said in sorted(offered.items()):
        print(f"  {label}: {said if isinstance(said, str) else said['value']!r}")
    shown = not good and broken == there and any("zonee" in each for each in broken)
    shown = shown and "De eerste dag" in str(hover)
    return int(not (shown and {"day", "parts", "value"} <= set(offered)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
