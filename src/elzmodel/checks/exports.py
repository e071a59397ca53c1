"""Findings as other tools show them beside the lines of a file.

SARIF 2.1.0 is what code scanning and editors read, JUnit XML what builds show as tests,
and annotations are lines that GitHub Actions put beside a change. All of them are made of
the files that were looked at, each with what was found in it, or why it was not opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, Final, Literal
from urllib.parse import quote
from xml.etree import ElementTree as ET

from elzmodel.checks.every import UNREADABLE, is_table
from elzmodel.values import CheckOutcome, Code, Finding, Severity
from elzmodel.values.findings import path_text
from elzmodel.values.text import in_words, legible, phrase

__all__ = ["to_github", "to_junit", "to_sarif"]

Looked = Mapping[str, Iterable[Finding] | OSError]
"""The files that were looked at, each with what was found, or why it could not be opened."""

Weight = Literal["error", "warning", "note", "none"]
_WEIGHTS: Final[Mapping[Severity, Weight]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "note",
}
_KINDS: Final = {
    CheckOutcome.PASS: "pass",
    CheckOutcome.FAIL: "fail",
    CheckOutcome.UNKNOWN: "open",
}
_SARIF: Final = "2.1.0"
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def _weight(finding: Finding) -> Weight:
    """Return how much a finding weighs; what is not known, or passes, is held against nobody."""
    return _WEIGHTS[finding.severity] if finding.outcome is CheckOutcome.FAIL else "none"


def _told(finding: Finding, lang: str, door: str) -> str:
    """Return what a finding says without its place, code and weight."""
    about = "" if finding.place.path else in_words(finding.about or "", lang, door)
    return legible(": ".join(filter(None, (about, finding.told(lang, door)))))


def _not_opened(error: OSError, lang: str) -> str:
    return legible(in_words(phrase(error.strerror or "cannot be opened"), lang))


# --- SARIF ------------------------------------------------------------------------------


def to_sarif(looked: Looked, *, lang: str = "en", door: str = "python") -> str:
    r"""Return a SARIF 2.1.0 log: a run with the rules that were broken, and a result a finding.

    An error is at level *error*, a warning at *warning*, advice at *note*. What is not known
    is of kind *open*. A column is one of characters; cells of tables have their line, and the
    name of their column as a logical location.

    Args:
        looked: The files, by their paths from the root of a repository, each with its
            findings, or with the error of a file that was not opened.
        lang: The language of messages.
        door: How options are called, ``python`` or ``cli``.

    Raises:
        InvalidValueError: If there is no such language or door.

    Example:
        >>> import json
        >>> from elzmodel.checks import check
        >>> from elzmodel.io import loads
        >>> found = check(loads("elzmodel: 1\nkind: scenario\nname: wave"))
        >>> run = json.loads(to_sarif({"wave.yaml": found}))["runs"][0]
        >>> run["results"][0]["ruleId"], run["results"][0]["level"]
        ('ELZ-C021', 'none')
    """
    pairs = [(file, each) for file, found in looked.items() for each in _findings(found)]
    kinds = sorted({each.kind for _, each in pairs}, key=lambda kind: kind.id)
    places = {kind: number for number, kind in enumerate(kinds)}
    driver = {
        "name": "elzmodel",
        "semanticVersion": version("elzmodel"),
        "version": version("elzmodel"),
        "rules": [_rule(kind, lang) for kind in kinds],
    }
    errors = {file: found for file, found in looked.items() if isinstance(found, OSError)}
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(errors, lang)],
        "artifacts": [{"location": {"uri": _uri(file)}} for file in looked],
        "results": [_result(file, each, places, lang, door) for file, each in pairs],
    }
    log = {"$schema": _SCHEMA, "version": _SARIF, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _findings(found: Iterable[Finding] | OSError) -> Sequence[Finding]:
    return () if isinstance(found, OSError) else tuple(found)


def _standing_in(file: str, finding: Finding) -> str:
    """Return the file in which a finding stands: the one looked at, or one of that folder."""
    own = finding.place.file
    return own if own.startswith(f"{PurePath(file)}/") else file


def _uri(file: str) -> str:
    """Return the address of a file: as it was said, from where the check ran, or in full."""
    path = PurePath(file)
    return Path(file).as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(kind: Code, lang: str) -> dict[str, Any]:
    texts = {
        "shortDescription": kind.text("meaning", lang),
        "fullDescription": kind.text("explanation", lang),
    }
    return {
        "id": kind.id,
        **{name: {"text": text} for name, text in texts.items() if text},
        "defaultConfiguration": {"level": _WEIGHTS[kind.severity]},
        **({"deprecatedIds": list(kind.aliases)} if kind.aliases else {}),
    }


def _invocation(errors: Mapping[str, OSError], lang: str) -> dict[str, Any]:
    told = [
        {
            "level": "error",
            "message": {"text": _not_opened(error, lang)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}],
        }
        for file, error in errors.items()
    ]
    also = {"toolExecutionNotifications": told} if told else {}
    return {"executionSuccessful": not errors, **also}


def _result(
    file: str, finding: Finding, places: Mapping[Code, int], lang: str, door: str
) -> dict[str, Any]:
    about = {
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "subject": str(finding.about or ""),
        "article": finding.article,
        "grade": finding.grade.value if finding.grade else "",
        "sources": list(finding.sources),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": places[finding.kind],
        "kind": _KINDS[finding.outcome],
        "level": _weight(finding),
        "message": {"text": _told(finding, lang, door)},
        "locations": [_location(_standing_in(file, finding), finding)],
        "properties": {name: value for name, value in about.items() if value},
    }


def _location(file: str, finding: Finding) -> dict[str, Any]:
    place = finding.place
    region = {"startLine": place.line or place.row}
    if place.column and not is_table(file):
        region["startColumn"] = place.column
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if region["startLine"] and not place.sheet:
        physical["region"] = region
    inside = path_text(place.path) or place.cell or (str(place) if place.sheet else "")
    logical = [{"fullyQualifiedName": inside}] if inside else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


# --- JUnit ------------------------------------------------------------------------------


def to_junit(looked: Looked, *, lang: str = "en", door: str = "python") -> str:
    """Return JUnit XML: a suite for each file, with a test for each finding.

    What is wrong has failed, what is not known was skipped, advice has passed and is told.
    A file that cannot be read is an error, and one in which nothing was found has passed.

    Args:
        looked: The files, each with its findings or with what kept it from being opened.
        lang: The language of messages.
        door: How options are called, ``python`` or ``cli``.

    Raises:
        InvalidValueError: If there is no such language or door.

    Example:
        >>> print(to_junit({"wave.yaml": []}), end="")
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="elzmodel check" tests="1" failures="0" errors="0" skipped="0">
          <testsuite name="wave.yaml" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="wave.yaml" name="check" file="wave.yaml" />
          </testsuite>
        </testsuites>
    """
    suites = [_suite(file, found, lang, door) for file, found in looked.items()]
    whole = ET.Element("testsuites", name="elzmodel check")
    for name in _COUNTED:
        whole.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    whole.extend(suites)
    ET.indent(whole)
    text = ET.tostring(whole, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


_COUNTED: Final = {
    "tests": "testcase",
    "failures": "failure",
    "errors": "error",
    "skipped": "skipped",
}


def _suite(file: str, found: Iterable[Finding] | OSError, lang: str, door: str) -> ET.Element:
    suite = ET.Element("testsuite", name=legible(file))
    if isinstance(found, OSError):
        case = _case(suite, file, "check")
        ET.SubElement(case, "error", type="OSError", message=_not_opened(found, lang))
    for finding in _findings(found):
        _add_finding(suite, file, finding, lang, door)
    if not len(suite):
        _case(suite, file, "check")
    for name, tag in _COUNTED.items():
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    return suite


def _case(suite: ET.Element, file: str, name: str, line: int = 0) -> ET.Element:
    shown = legible(file)
    case = ET.SubElement(suite, "testcase", classname=shown, name=name, file=shown)
    if line:
        case.set("line", str(line))
    return case


def _add_finding(suite: ET.Element, file: str, finding: Finding, lang: str, door: str) -> None:
    place, told = finding.place, _told(finding, lang, door)
    spot = ":".join(str(each) for each in (place.line or place.row, place.column) if each)
    file = _standing_in(file, finding)
    case = _case(suite, file, " ".join(filter(None, (finding.code, spot))), place.line)
    if finding.outcome is CheckOutcome.UNKNOWN:
        ET.SubElement(case, "skipped", message=told)
    elif _weight(finding) in {"note", "none"}:
        ET.SubElement(case, "system-out").text = told
    else:
        tag = "error" if finding.kind in UNREADABLE else "failure"
        ET.SubElement(case, tag, type=finding.code, message=told)


# --- GitHub -----------------------------------------------------------------------------


def to_github(looked: Looked, *, lang: str = "en", door: str = "python") -> str:
    """Return workflow commands of GitHub Actions: a line for each finding, put beside its line.

    Errors and warnings stand as such; advice and what is not known are notices.

    Args:
        looked: The files, by their paths from the root of the repository.
        lang: The language of messages.
        door: How options are called, ``python`` or ``cli``.

    Raises:
        InvalidValueError: If there is no such language or door.

    Example:
        >>> lost = FileNotFoundError(2, "No such file or directory")
        >>> print(to_github({"wave.yaml": lost}), end="")
        ::error file=wave.yaml::No such file or directory
    """
    lines = []
    for file, found in looked.items():
        if isinstance(found, OSError):
            lines.append(_command("error", _not_opened(found, lang), file=file))
        lines += [
            _annotation(_standing_in(file, each), each, lang, door) for each in _findings(found)
        ]
    return "".join(f"{line}\n" for line in lines)


def _annotation(file: str, finding: Finding, lang: str, door: str) -> str:
    place = finding.place
    where: dict[str, object] = {"file": file, "line": place.line or place.row}
    if not is_table(file):
        where["col"] = place.column
    weight = _weight(finding)
    name = weight if weight in {"error", "warning"} else "notice"
    return _command(name, _told(finding, lang, door), **where, title=finding.code)


def _command(name: str, text: str, **where: object) -> str:
    said = ",".join(f"{key}={_escaped(str(each), _MORE)}" for key, each in where.items() if each)
    return f"::{name} {said}::{_escaped(text, _SIGNS)}"


_SIGNS: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_MORE: Final = {**_SIGNS, ":": "%3A", ",": "%2C"}


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
