"""What a checker must know of graphs, measures and reports; never executed."""

from __future__ import annotations

from typing import assert_type

import elzmodel as elz
from elzmodel import networks
from elzmodel.networks.reports import Loss
from elzmodel.values import Answer

fl = elz.flanders()
dossier = elz.dossier("haspengouw")
ties = networks.collaboration_graph(dossier, on="2024-12-31", layers=networks.VOLUNTARY)

found = networks.fragmentation(ties)
assert_type(found, networks.Measurement)
assert_type(found.value, float | None)
assert_type(found.reason, str)

scores = networks.fragmentation_loss(ties)
assert_type(scores["logo"], float | None)

assert_type(networks.network_report([dossier]).critical(), Answer[Loss])

impact = networks.impact(fl.on("2024-12-31"), fl.on("2025-01-01"), dossier, year=2021)
assert_type(impact, networks.Impact)
assert_type(impact.kappa_change, float | None)
assert_type(impact.border("haspengouw", "herkenrode")["ties cut"].value, float | None)

assert_type(networks.to_gexf(ties), str)

networks.collaboration_graph(dossier, "2024-12-31")  # type: ignore[call-arg]
