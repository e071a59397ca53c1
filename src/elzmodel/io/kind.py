"""Which kinds of document there are, and how older versions become the newest.

A kind is one entry in `KINDS`: its name and the class that it is read into.
Everything else (reading, errors with places, writing, the schema) follows from
the class, which is imported with the first document of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attrs import Factory, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.io._near import any_of
from elzmodel.io._references import References, contradictions
from elzmodel.io._scenario_references import ScenarioReferences, misfits

__all__ = [
    "FORMAT_VERSION",
    "KINDS",
    "Kind",
    "kind_of",
]

if TYPE_CHECKING:
    from elzmodel.io._own_references import OwnReferences


FORMAT_VERSION: Final = 1
"""The newest version of the file format; it only ever grows, apart from the library's own."""


def _none() -> dict[int, Callable[[dict[str, Any]], dict[str, Any]]]:
    return {}


@frozen(kw_only=True)
class Kind:
    """A kind of document: its name, its class, the steps from older versions.

    *home* says where the class is: its module and its name. *references* looks
    for ids, *contradictions* tries a value on a landscape. A migration takes the
    plain mapping of one format version and returns that of the next; it is
    listed under the version that it takes.

    Example:
        >>> KINDS["events"].of.__name__
        'EventsDocument'
    """

    name: str
    home: str
    references: Callable[..., Any] = References
    contradictions: Callable[..., Iterable[Any]] = contradictions
    migrations: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = Factory(_none)

    @property
    def of(self) -> type[Any]:
        """The class that documents of this kind are read into."""
        module, _, name = self.home.partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found

    def migrated(self, plain: dict[str, Any], version: int) -> dict[str, Any]:
        """Return a document of an older *version* as one of the newest."""
        for number in range(version, FORMAT_VERSION):
            step = self.migrations.get(number)
            plain = plain if step is None else step(plain)
        return plain


def _nothing(*_: object) -> Iterable[Any]:
    """Say nothing against the record: what a zone or a rule says may differ from it."""
    return ()


def _of_its_own(name: str, home: str) -> Kind:
    """Return a kind whose documents refer to themselves first."""

    def references(tree: Any, within: Any) -> OwnReferences:  # noqa: ANN401 - as `Kind` has it
        from elzmodel.io._own_references import OwnReferences  # noqa: PLC0415 - with the first one

        return OwnReferences(tree, KINDS[name].of, within)

    return Kind(name=name, home=home, references=references, contradictions=_nothing)


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(name="events", home="elzmodel.io.events_document:EventsDocument"),
        _of_its_own("dossier", "elzmodel.dossiers.dossier:Dossier"),
        _of_its_own("rules", "elzmodel.governance.rule:RuleSet"),
        Kind(
            name="scenario",
            home="elzmodel.scenarios.scenario:Scenario",
            references=ScenarioReferences,
            contradictions=misfits,
        ),
    )
}
"""Every kind, by what stands behind ``kind:``."""


def kind_of(value: object) -> Kind:
    """Return the kind of document that *value*, or a value of that class, is written as.

    Raises:
        InvalidValueError: If no kind of document holds values of that class.

    Example:
        >>> from elzmodel.io import EventsDocument
        >>> kind_of(EventsDocument()).name
        'events'
    """
    # By name: of a class that was never imported there is no value.
    asked = value if isinstance(value, type) else type(value)
    homes = {f"{of.__module__}:{of.__name__}" for of in asked.__mro__}
    for kind in KINDS.values():
        if kind.home in homes:
            return kind
    expected = any_of(tuple(kind.home.partition(":")[2] for kind in KINDS.values()))
    raise InvalidValueError("document", value, expected)
