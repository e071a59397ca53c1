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
NO_DAY: Final = Code(
    "ELZ-J004",
    {"": "{thing} has no day", "other": "{thing} has {values:and} where a day is meant"},
    severity=Severity.ERROR,
    meaning="a change or a period of a public register has a day that cannot be read",
    explanation="A day may be written as a moment at midnight, also where its literal is typed "
    "as a moment and holds a day alone. Other moments, and days that do not exist, are refused.",
    remedy="write it as 2025-01-01",
)
NOT_FOUND: Final = Code(
    "ELZ-J005",
    {
        "": "{thing} ({name}) is no municipality of {day}",
        "two": "{thing} is {name} by its name and {other} by its code on {day}",
        "zone": "{thing} ({name}) names no zone",
        "name": "{thing} has no name",
    },
    severity=Severity.ERROR,
    meaning="a thing of a public register cannot be found in the landscape",
    explanation="A municipality is found by the codes that its area matches, and by its name. "
    "An area keeps its address while its code changes, so a register of today may not say which "
    "municipality of an earlier record it was.",
    remedy="say which one is meant with {option:units}",
)
NO_SHAPE: Final = Code(
    "ELZ-J006",
    "{thing} has {before:number} {before:original|originals} and {after:number} "
    "{after:result|results}",
    severity=Severity.ERROR,
    meaning="a change of a public register is neither a merger nor a new name",
    explanation="A merger has two or more municipalities before it and one after it, which may "
    "be one of them; a new name has the same one on both sides. Which land goes where in another "
    "change is not published.",
    remedy="write it as an event by hand",
)
NO_CLUSTER: Final = Code(
    "ELZ-J007",
    "{thing} has the role {role}, which is no cluster",
    severity=Severity.ERROR,
    meaning="a seat of a public register has no cluster",
    explanation="A seat of a care council belongs to a cluster, which the role of its post says.",
    remedy="a cluster is {clusters:or all}",
)
SHAPE: Final = Code(
    "ELZ-J008",
    "{message}[; {path}][ is {value}]",
    severity=Severity.ERROR,
    meaning="linked data does not keep to the packaged shapes",
    explanation="The shapes in SHACL say what a graph in our form must have: one day for a "
    "change, one zone for a membership, a body for a seat, an end after its first day. What "
    "this library writes keeps to them.",
)
CODES: Final = Codes((CONTEXT, ADDRESS, NOT_SO, NO_DAY, NOT_FOUND, NO_SHAPE, NO_CLUSTER, SHAPE))
