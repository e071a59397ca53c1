"""Values as a graph of rdflib: to ask in SPARQL, to write as Turtle, to hold against SHACL."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from elzmodel.errors import InvalidValueError
from elzmodel.linked.codes import SHAPE
from elzmodel.linked.documents import Linkable, to_jsonld
from elzmodel.linked.vocabulary import OWN, packaged
from elzmodel.values import Answer, Finding, Ref, extra
from elzmodel.values.text import said, term

__all__ = ["check_shapes", "graph_of", "to_turtle"]

Graph = Any
"""A graph of rdflib, which is not installed with the library."""


def graph_of(*values: Linkable, names: bool = False, shapes: bool = False) -> Graph:
    """Return values together as one graph of rdflib.

    Args:
        *values: Each as `to_jsonld` takes it.
        names: Whether persons have their names in it.
        shapes: Whether municipalities have their outlines.

    Raises:
        MissingDependencyError: If rdflib is not installed.
        InvalidValueError: If there is no value, or one is of another class.

    Example:
        >>> import elzmodel as elz
        >>> graph = graph_of(elz.dossier("herkenrode").councils[0])
        >>> rows = graph.query("SELECT ?post { ?post a org:Post ; org:postIn ?body }")
        >>> len(rows)
        21
    """
    if not values:
        raise InvalidValueError("linked data", values, "at least one value")
    graph = extra("rdflib").Graph(bind_namespaces="none")
    for value in values:
        text = to_jsonld(value, names=names, shapes=shapes)
        with warnings.catch_warnings():
            # Its reader of JSON-LD uses what it calls deprecated itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=text, format="json-ld")
    return graph


def to_turtle(*values: Linkable, names: bool = False, shapes: bool = False) -> str:
    """Return values as Turtle; it says what their JSON-LD says, without the order of lists.

    Raises:
        MissingDependencyError: If rdflib is not installed.
        InvalidValueError: If there is no value, or one is of another class.

    Example:
        >>> import elzmodel as elz
        >>> plan = elz.Scenario("wave").rename("Heers", "Heer", day="2027-01-01")
        >>> 'skos:prefLabel "wave"' in to_turtle(plan)
        True
    """
    text: str = graph_of(*values, names=names, shapes=shapes).serialize(format="turtle")
    return text


def check_shapes(graph: Graph) -> Answer[Finding]:
    """Return what in a graph does not keep to the packaged SHACL shapes.

    They say what shapes can say of linked data in our form: of periods, changes, versions
    and memberships of municipalities, councils and their seats, and sources. Of what has
    another class they say nothing.

    Args:
        graph: A graph of rdflib, such as `graph_of` gives.

    Raises:
        MissingDependencyError: If pyshacl is not installed.
        InvalidValueError: If it is no graph.

    Example:
        >>> import elzmodel as elz
        >>> len(check_shapes(graph_of(elz.dossier("herkenrode").councils[0])))
        0
    """
    rdflib: Any = extra("rdflib")
    if not isinstance(graph, rdflib.Graph):
        raise InvalidValueError("graph", graph, "a graph of rdflib, such as graph_of gives")
    shapes = rdflib.Graph().parse(data=packaged("shapes.ttl"), format="turtle")
    _, report, _ = extra("pyshacl").validate(graph, shacl_graph=shapes, inference="none")
    found = sorted(_findings(report, rdflib.SH), key=lambda each: (each.subject, each.message))
    return Answer(title=said("Findings"), rows=tuple(found), row_type=Finding)


def _findings(report: Graph, words: Any) -> Iterator[Finding]:  # noqa: ANN401 - a namespace
    for result in report.subjects(words.resultSeverity):
        thing = report.value(result, words.focusNode)
        name = str(thing).removeprefix(OWN) if thing is not None else ""
        value, path = (report.value(result, each) for each in (words.value, words.resultPath))
        yield SHAPE.finding(
            Ref("thing", name),
            message=term(str(report.value(result, words.resultMessage))),
            value="" if value is None else str(value),
            path="" if path is None else str(path),
        )
