"""Documents in which something was changed, left out or added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from elzmodel.errors import DocumentError
from elzmodel.io import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BEYOND_SCHEMA", "changed", "codes"]

BEYOND_SCHEMA = {"ELZ-D033", "ELZ-D038", "ELZ-D044", "ELZ-R001", "ELZ-R002"}
"""What a schema cannot say: how the codes of a register are written, that bounds do not
cross, what turns a text around, that ids are there, and once."""

ODD = st.sampled_from(
    [None, True, 0, -1, 7, 0.25, 2.5, "", "x", "X y", "2025-01-01", "2025-02-30", "71072", "1/3",
     "3/2", "sourced", "merge", "care", "municipality", "sources", [], ["x"], {},
     {"low": 0, "high": 1}, {"start": "2025-01-01"}, [{"kind": "k", "share": 0.5}]]
)  # fmt: skip


@st.composite
def changed(
    draw: st.DrawFn, documents: st.SearchStrategy[Any], keys: Sequence[str]
) -> dict[str, Any]:
    """Draw the plain values of a document in which a few things were changed."""
    plain: dict[str, Any] = json.loads(dumps(draw(documents), form="json"))
    for _ in range(draw(st.integers(0, 2))):
        node: Any = plain
        while True:
            inside = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not inside:
                break
            key = draw(st.sampled_from(inside))
            if isinstance(node[key], dict | list) and node[key] and draw(st.integers(0, 5)):
                node = node[key]
                continue
            _change(draw, node, key, keys)
            break
    return plain


def _change(draw: st.DrawFn, node: Any, key: Any, keys: Sequence[str]) -> None:
    match draw(st.sampled_from(["set", "drop", "add"])):
        case "set":
            node[key] = draw(ODD)
        case "drop":
            del node[key]
        case _ if isinstance(node, dict):
            node[draw(st.sampled_from(keys))] = draw(ODD)
        case _:
            node.append(draw(ODD))


def codes(text: str) -> set[str]:
    """Return the codes of the findings that a text has, none where it is read."""
    try:
        loads(text)
    except DocumentError as error:
        return {each.code for each in error.findings}
    return set()
