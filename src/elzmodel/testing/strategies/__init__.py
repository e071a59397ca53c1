"""Strategies for hypothesis that draw the library's values; none draws Flanders.

Each says what it shrinks to. ``st.from_type(Register)`` and its like need no
import of this package: hypothesis finds the strategies by itself.
"""

from __future__ import annotations

from elzmodel.testing.strategies.dossiers import dossiers
from elzmodel.testing.strategies.governance import councils, persons, rule_sets
from elzmodel.testing.strategies.policy import gatherings, partners, plans, projects, statements
from elzmodel.testing.strategies.scenarios import merger_waves, scenarios
from elzmodel.testing.strategies.territory import (
    borders,
    days_around,
    figures,
    histories,
    layouts,
    part_values,
    registers,
)
from elzmodel.testing.strategies.values import (
    days,
    nis_codes,
    periods,
    shares,
    slugs,
    tables,
    timelines,
    totals,
)
from elzmodel.testing.strategies.zones import landscapes, zone_histories, zonings

__all__ = [
    "borders",
    "councils",
    "days",
    "days_around",
    "dossiers",
    "figures",
    "gatherings",
    "histories",
    "landscapes",
    "layouts",
    "merger_waves",
    "nis_codes",
    "part_values",
    "partners",
    "periods",
    "persons",
    "plans",
    "projects",
    "registers",
    "rule_sets",
    "scenarios",
    "shares",
    "slugs",
    "statements",
    "tables",
    "timelines",
    "totals",
    "zone_histories",
    "zonings",
]
