"""Questions in SPARQL, as a reader of the graph would put them."""

from __future__ import annotations

from typing import Any

__all__ = ["CHANGED", "SUCCESSORS", "VACANT", "ZONE", "ask"]

PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX elz: <urn:elzmodel:term:>
PREFIX euro: <http://data.europa.eu/m8g/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def during(period: str) -> str:
    """Return the filter that a period holds on ``?day``: its end is the first day after."""
    return f"""
  OPTIONAL {{ {period} time:hasBeginning {period}_start }}
  OPTIONAL {{ {period} time:hasEnd {period}_end }}
  FILTER (COALESCE({period}_start <= ?day, true) && COALESCE(?day < {period}_end, true))
"""


ZONE = f"""
SELECT ?label {{
  ?version dct:isVersionOf ?unit ; skos:prefLabel ?name ; dct:temporal ?then .
  ?member a elz:ZoneMembership ; elz:version ?version ; elz:zone ?zone ; dct:temporal ?in .
  ?called a elz:ZoneVersion ; dct:isVersionOf ?zone ; skos:prefLabel ?label ; dct:temporal ?so .
  {during("?in")} {during("?so")}
}}
"""

"""In which zone a municipality lies on a day."""

SUCCESSORS = """
SELECT ?label ?day {
  ?version dct:isVersionOf ?unit ; skos:prefLabel ?name .
  ?change a org:ChangeEvent ; dct:date ?day ;
    org:originalOrganization ?unit ; org:resultingOrganization ?after .
  ?new dct:isVersionOf ?after ; dct:temporal/time:hasBeginning ?day ; skos:prefLabel ?label .
}
"""
"""Into what a municipality went, and on which day."""

CHANGED = """
SELECT ?label ?lost {
  ?council a elz:CareCouncil ; skos:prefLabel ?label ; dct:spatial ?zone .
  ?before a elz:ZoneMembership ; elz:zone ?zone ; elz:unit ?unit ; elz:parts ?part ;
    elz:version/skos:prefLabel ?lost ; dct:temporal/time:hasEnd ?day .
  FILTER NOT EXISTS {
    ?after a elz:ZoneMembership ; elz:zone ?zone ; elz:parts ?part ;
      dct:temporal/time:hasBeginning ?day .
  }
}
"""
"""Which councils lost land of a member on a day, and of which."""

VACANT = """
SELECT ?seat {
  ?body org:hasPost ?seat .
  ?seat a org:Post .
  FILTER NOT EXISTS {
    ?mandate a elz:Mandate ; elz:seat ?seat .
    OPTIONAL { ?mandate elz:status ?status }
    FILTER (COALESCE(?status IN ("effective", "acting"), true))
    OPTIONAL {
      ?mandate euro:memberDuring ?held .
      OPTIONAL { ?held time:hasBeginning ?start }
      OPTIONAL { ?held time:hasEnd ?end }
    }
    FILTER (COALESCE(?start <= ?day, true) && COALESCE(?day < ?end, true))
  }
}
"""
"""Which seats are vacant on a day: no mandate holds that speaks for them."""


def ask(graph: Any, question: str, **given: str) -> list[tuple[str, ...]]:
    """Return the sorted answers to a question, in which some words are given."""
    import rdflib

    bound = {
        name: rdflib.Literal(value, datatype=rdflib.XSD.date if name == "day" else None)
        for name, value in given.items()
    }
    rows = graph.query(PREFIXES + question, initBindings=bound)
    return sorted({tuple(map(str, row)) for row in rows})
