"""Which kinds of document there are, and how older versions become the newest.

A kind is one entry in `KINDS`: its name and the class that it is read into.
Everything else (reading, errors with places, writing, the schema) follows from
the class, which is imported with the first document of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, Final

from attrs import field, frozen

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.io.codes import OTHER_CODES, mistake, placed
from elzmodel.landscape import Landscape
from elzmodel.values import Finding
from elzmodel.values.text import said

__all__ = ["FORMAT_VERSION", "KINDS", "Kind"]

FORMAT_VERSION: Final = 1
"""The newest version of the file format; it only ever grows, apart from the library's own."""


@frozen(kw_only=True)
class Kind:
    """A kind of document: its name, its class, the steps from older versions.

    *home* names the class by its module: importing this room loads no councils, plans
    or scenarios. *misfits* tries a value on a landscape; what a zone or a rule says
    may differ from the record. A migration takes the plain mapping of one format
    version and returns that of the next; it is listed under the version that it takes.

    Example:
        >>> KINDS["events"].of.__name__
        'EventsDocument'
    """

    name: str
    home: str
    misfits: Callable[..., Iterable[Finding]] = lambda *_: ()
    migrations: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(factory=dict)

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


def _contradictions(document: Any, within: Landscape) -> Iterable[Finding]:  # noqa: ANN401 - the values of a kind
    """Return what contradicts the record; nothing else is asked of that of another country."""
    if document.codes.name != within.codes.name:
        systems = {"system": document.codes.name, "expected": within.codes.name}
        yield placed(mistake(OTHER_CODES, **systems), path=["codes"])
        return
    try:
        within.with_events(document.events).with_figures(document.figures)
    except ConflictError as error:
        yield from error.findings


def _untakable(scenario: Any, within: Landscape) -> Iterable[Finding]:  # noqa: ANN401 - the same
    """Return which steps and choices do not fit, as if those before them were left out.

    Names mean something only on the day of their step, after the steps before it: so
    the scenario is tried out.
    """
    from elzmodel.scenarios.adoption import Adoption, misfit  # noqa: PLC0415 - with the first scenario

    return map(misfit, Adoption(within, scenario, all_errors=True).run().errors)


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            name="events",
            home="elzmodel.io.events_document:EventsDocument",
            misfits=_contradictions,
        ),
        Kind(name="dossier", home="elzmodel.dossiers.dossier:Dossier"),
        Kind(name="rules", home="elzmodel.governance.rule:RuleSet"),
        Kind(
            name="scenario",
            home="elzmodel.scenarios.scenario:Scenario",
            misfits=_untakable,
        ),
        Kind(name="list-layout", home="elzmodel.lists.layouts:ListLayout"),
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
    names = [kind.home.partition(":")[2] for kind in KINDS.values()]
    raise InvalidValueError("document", value, said("{names:or}", names=names))
