"""Plain values as YAML that reads well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from textwrap import wrap
from typing import Any, Final

from elzmodel.io.tree import Node, is_misread

WIDTH: Final = 88
_STEP: Final = "  "

# What may stand without quotes: it begins like a word, holds no sign that means anything
# to YAML where it stands, and no character that an editor does not show.
_WORD = r"[\w(\u2019]"
_SIGNS = r"[\w .,;!?()/+&%~@*=|\u2018\u2019\u201c\u201d\u2026\u20ac\u00b0\u2013\u2014'\"\[\]{}-]"
_IN_BLOCK = re.compile(rf"{_WORD}(?:{_SIGNS}|:(?=[^\s])|(?<=\S)\#)*(?<![ ])")
_IN_FLOW = re.compile(r"\w[\w.~/'\u2019-]*(?: [\w.~/'\u2019-]+)*")
_PRINTABLE = re.compile(
    "[\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_ESCAPED = re.compile("[\x7f-\xa0\u2007\u200b-\u200f\u202f\u2028\u2029\ufeff\ufffe\uffff]")


def write_yaml(plain: dict[str, Any]) -> str:
    """Return the text of a document.

    Example:
        >>> print(write_yaml({"nis": "71072", "parts": ["a", "b"], "note": "a b"}), end="")
        nis: "71072"
        parts: [a, b]
        note: a b
    """
    return "\n".join(_mapping(plain, "")) + "\n"


def _mapping(values: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{_key(key)}:", value, indent)


@cache
def _key(key: str) -> str:
    return _scalar(key, _IN_FLOW)


def _entry(head: str, value: Node, indent: str) -> Iterator[str]:
    """Yield the lines of one key with its value."""
    inside = indent + _STEP
    if isinstance(value, dict):
        if not value:
            yield f"{head} {{}}"
            return
        yield head
        yield from _mapping(value, inside)
    elif isinstance(value, list):
        flow = _flow(value)
        if flow is not None and len(head) + 1 + len(flow) <= WIDTH:
            yield f"{head} {flow}"
            return
        yield head
        for item in value:
            yield from _item(item, inside)
    elif isinstance(value, str):
        yield from _text(head, value, inside)
    else:
        yield f"{head} {_scalar(value)}"


def _item(value: Node, indent: str) -> Iterator[str]:
    """Yield the lines of one item of a list; a mapping begins beside its dash."""
    if isinstance(value, dict) and value:
        first, *rest = _mapping(value, indent + _STEP)
        yield f"{indent}- {first[len(indent) + len(_STEP) :]}"
        yield from rest
    else:
        yield from _entry(f"{indent}-", value, indent)


def _flow(values: list[Any]) -> str | None:
    """Return a list of scalars on one line, ``None`` where it holds more than that."""
    if any(isinstance(value, dict | list) for value in values):
        return None
    return f"[{', '.join(_scalar(value, _IN_FLOW) for value in values)}]"


def _scalar(value: Node, plain: re.Pattern[str] = _IN_BLOCK) -> str:
    if isinstance(value, str):
        is_plain = plain.fullmatch(value) and not is_misread(value)
        return value if is_plain else _quoted(value)
    return json.dumps(value)


def _quoted(text: str) -> str:
    """Return text in double quotes; JSON's escapes are YAML's as well."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    """Yield text after its key: on one line, folded where long, line by line where it has lines."""
    body, sign = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
    lines = body.split("\n")
    if "\n" in text and _can_stand(lines):
        yield f"{head} {sign}"
        yield from (f"{indent}{line}" if line else "" for line in lines)
        return
    line = f"{head} {_scalar(text)}"
    folded = _folded(text, WIDTH - len(indent)) if len(line) > WIDTH else []
    if len(folded) > 1:
        yield f"{head} >-"
        yield from (f"{indent}{line}" for line in folded)
    else:
        yield line


def _can_stand(lines: list[str]) -> bool:
    """Tell whether a text reads back the same from a block of its lines."""
    are_plain = all(_PRINTABLE.fullmatch(line) and line == line.strip() for line in lines)
    return are_plain and bool(lines[0]) and bool(lines[-1])


def _folded(text: str, width: int) -> list[str]:
    """Break text at single spaces; none where it would not read back the same."""
    if "\n" in text or "\t" in text or not _PRINTABLE.fullmatch(text) or text != text.strip():
        return []
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return lines if " ".join(lines) == text and not any(x[:1].isspace() for x in lines) else []
