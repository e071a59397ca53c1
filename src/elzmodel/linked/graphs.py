"""Values as a graph of rdflib: to ask in SPARQL, to write as Turtle, to hold against SHACL."""

from __future__ import annotations

import warnings
from typing import Any

from elzmodel.errors import InvalidValueError
from elzmodel.linked.documents import Linkable, to_jsonld
from elzmodel.values import extra

__all__ = ["graph_of", "to_turtle"]

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
