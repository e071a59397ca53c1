"""What can be wrong in linked data: the codes of this room."""

from __future__ import annotations

from typing import Final

from elzmodel.values import Code, Codes, Severity

__all__: list[str] = []

CONTEXT: Final = Code(
    "ELZ-J001",
    {"": "no @context stands in it", "other": "its @context is another one than ours"},
    severity=Severity.ERROR,
    meaning="the JSON-LD is not in the form that this library writes",
    explanation="A context says what each word means. Only a text with our own, as "
    "`linked_context` returns it, is read back without rdflib: with another one its words mean "
    "something else.",
    remedy="write it with to_jsonld, or put what linked_context returns there",
)
ADDRESS: Final = Code(
    "ELZ-J002",
    "{value} is no address of {kinds:or}",
    severity=Severity.ERROR,
    meaning="something is named in another way than by its address",
    explanation="In JSON-LD, what is named stands as an address, such as "
    "`urn:elzmodel:unit:hasselt`. Another kind of thing, or a bare id, cannot stand there.",
    remedy="write {example}",
)
NOT_SO: Final = Code(
    "ELZ-J003",
    "{key} is {value}, where {expected} follows from what is recorded",
    severity=Severity.ERROR,
    meaning="what is derived in a text of linked data differs from what is recorded in it",
    explanation="Types, addresses and what stands under `published` follow from the record in "
    "the same text. They are not read, so a change there alone would be lost in silence.",
    remedy="change the record itself, or leave {key} out",
)
CODES: Final = Codes((CONTEXT, ADDRESS, NOT_SO))
