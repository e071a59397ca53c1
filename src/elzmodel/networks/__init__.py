"""Who works with whom, who bridges, and what a moved border cuts.

Builders return plain networkx graphs whose node and edge attributes their
docstrings list. In all of them *weight* is strength, for measures of strength
and of communities, and *distance* is 1/weight, for measures that take a
length. Measures are plain functions on a graph: they return a value that names
its formula, its convention and its reference, and that is ``None`` with a
reason where the measure is undefined.

Statutory seats are a layer that can be left out, the zone's own coordinator is
left out by default, and what is not recorded is unknown, never zero. The room
is not behind the front door, since it loads networkx.

Example:
    >>> from elzmodel import networks
    >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair"), ("ocmw", "duo")])
    >>> ties = networks.projection(met)
    >>> networks.fragmentation(ties).value, ties.nodes["ocmw"]["status"]
    (0.6666666666666667, 'alone')
"""

from __future__ import annotations

from elzmodel.networks.affiliation import (
    VOLUNTARY,
    affiliation_graph,
    attendance_graph,
    partners_in,
    venues_in,
    without_coordinator,
    without_statutory,
)
from elzmodel.networks.brokers import (
    Brokerage,
    BrokerageRole,
    brokerage,
    constraint,
    effective_size,
    two_mode_brokerage,
)
from elzmodel.networks.centrality import (
    betweenness,
    betweenness_centralisation,
    closeness,
    closeness_centralisation,
    core_number,
    degree,
    degree_centralisation,
    density,
    distance_weighted_fragmentation,
    harmonic,
    strength,
    two_mode_centralisation,
)
from elzmodel.networks.collaboration import collaboration_graph, layer_graphs, projection
from elzmodel.networks.comparisons import (
    TieChange,
    multiplexity,
    pairs_of,
    qap_correlation,
    tie_change,
)
from elzmodel.networks.continuity import (
    ActionContinuity,
    action_continuity,
    heirs_of,
    inherited,
    seat_table,
    seats_for,
    without_seat,
)
from elzmodel.networks.exports import to_dot, to_gexf, to_graphml
from elzmodel.networks.impacts import Affinity, BorderImpact, Impact, impact
from elzmodel.networks.land_graphs import (
    board_action_graph,
    lineage_graph,
    membership_graph,
    neighbour_graph,
    partner_zone_graph,
    plan_graph,
    transfer_graph,
    zone_graph,
)
from elzmodel.networks.measurement import (
    Groups,
    Measurement,
    Node,
    Scores,
    label_of,
    measurements_table,
)
from elzmodel.networks.mixing import (
    blau_balance,
    cluster_graph,
    ei_by_group,
    ei_by_node,
    ei_index,
    mixing_table,
)
from elzmodel.networks.reports import NetworkReport, network_report
from elzmodel.networks.robustness import (
    cut_partners,
    falls_loose,
    fragmentation,
    fragmentation_loss,
)
from elzmodel.networks.service_areas import (
    ServiceArea,
    cross_zone_share,
    service_areas,
    together,
    zone_affinity,
    zone_modularity,
)

__all__ = [
    "VOLUNTARY",
    "ActionContinuity",
    "Affinity",
    "BorderImpact",
    "Brokerage",
    "BrokerageRole",
    "Groups",
    "Impact",
    "Measurement",
    "NetworkReport",
    "Node",
    "Scores",
    "ServiceArea",
    "TieChange",
    "action_continuity",
    "affiliation_graph",
    "attendance_graph",
    "betweenness",
    "betweenness_centralisation",
    "blau_balance",
    "board_action_graph",
    "brokerage",
    "closeness",
    "closeness_centralisation",
    "cluster_graph",
    "collaboration_graph",
    "constraint",
    "core_number",
    "cross_zone_share",
    "cut_partners",
    "degree",
    "degree_centralisation",
    "density",
    "distance_weighted_fragmentation",
    "effective_size",
    "ei_by_group",
    "ei_by_node",
    "ei_index",
    "falls_loose",
    "fragmentation",
    "fragmentation_loss",
    "harmonic",
    "heirs_of",
    "impact",
    "inherited",
    "label_of",
    "layer_graphs",
    "lineage_graph",
    "measurements_table",
    "membership_graph",
    "mixing_table",
    "multiplexity",
    "neighbour_graph",
    "network_report",
    "pairs_of",
    "partner_zone_graph",
    "partners_in",
    "plan_graph",
    "projection",
    "qap_correlation",
    "seat_table",
    "seats_for",
    "service_areas",
    "strength",
    "tie_change",
    "to_dot",
    "to_gexf",
    "to_graphml",
    "together",
    "transfer_graph",
    "two_mode_brokerage",
    "two_mode_centralisation",
    "venues_in",
    "without_coordinator",
    "without_seat",
    "without_statutory",
    "zone_affinity",
    "zone_graph",
    "zone_modularity",
]
