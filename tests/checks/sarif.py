"""What a SARIF 2.1.0 log may hold, for the parts that are written here.

Taken from the specification (OASIS, SARIF version 2.1.0), and stricter than its own schema:
no object has a key that is not listed, and a result that is held against nobody has no level.
``python -m tests.checks.sarif SCHEMA`` holds the log of the tests against the whole schema,
which the npm package ``@microsoft/jest-sarif`` has; on demand, in the session ``editor``.
"""

# ruff: noqa: T201 - a program that prints

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _closed("text", text=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_FROM_ONE = {"type": "integer", "minimum": 1}
_FILE = _closed("uri", uri={"type": "string", "format": "uri-reference", "pattern": "^[!-~]+$"})
_REGION = _closed("startLine", startLine=_FROM_ONE, startColumn=_FROM_ONE)
_PHYSICAL = _closed("artifactLocation", artifactLocation=_FILE, region=_REGION)
_LOCATION = _closed(
    "physicalLocation",
    physicalLocation=_PHYSICAL,
    logicalLocations={
        "type": "array",
        "items": _closed("fullyQualifiedName", fullyQualifiedName=_TEXT),
    },
)
_LOCATIONS = {"type": "array", "minItems": 1, "maxItems": 1, "items": _LOCATION}
_RULE = _closed(
    "id defaultConfiguration",
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    defaultConfiguration=_closed("level", level=_LEVEL),
    deprecatedIds={"type": "array", "minItems": 1, "uniqueItems": True, "items": _TEXT},
)
_NOTIFICATION = _closed("level message", level=_LEVEL, message=_MESSAGE, locations=_LOCATIONS)
_INVOCATION = _closed(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={"type": "array", "items": _NOTIFICATION},
)
_RESULT = {
    **_closed(
        "ruleId ruleIndex kind level message locations",
        ruleId=_TEXT,
        ruleIndex={"type": "integer", "minimum": 0},
        kind={"enum": ["pass", "fail", "open"]},
        level=_LEVEL,
        message=_MESSAGE,
        locations=_LOCATIONS,
        properties={"type": "object"},
    ),
    "if": {"properties": {"kind": {"enum": ["pass", "open"]}}},
    "then": {"properties": {"level": {"const": "none"}}},
}
_DRIVER = _closed(
    "name version rules",
    name=_TEXT,
    version=_TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    rules={"type": "array", "uniqueItems": True, "items": _RULE},
)
_RUN = _closed(
    "tool results",
    tool=_closed("driver", driver=_DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}$"},
    columnKind={"const": "unicodeCodePoints"},
    invocations={"type": "array", "items": _INVOCATION},
    artifacts={"type": "array", "uniqueItems": True, "items": _closed("location", location=_FILE)},
    results={"type": "array", "items": _RESULT},
)
SARIF = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_closed(
        "version runs",
        **{
            "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "items": _RUN},
        },
    ),
}


def main(path: str) -> int:
    """Hold the log of the tests against a schema, and one with a word that is none."""
    from tests.checks.test_exports import seeded_log

    schema = json.loads(Path(path).read_text("utf-8"))
    is_valid = validator_for(schema)(schema).is_valid
    log = seeded_log()
    good = is_valid(log)
    log["runs"][0]["results"][0]["kind"] = "perhaps"
    found = f"ours is {'valid' if good else 'not valid'}; with a wrong word, "
    print(f"{found}{'valid' if is_valid(log) else 'not valid'}")
    return int(not good or is_valid(log))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
