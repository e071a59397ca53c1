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

from elzmodel.networks import (
    affiliation,
    attendance,
    bridging,
    brokers,
    centrality,
    chance,
    cohesion,
    comparisons,
    continuity,
    divisions,
    exports,
    graph_kinds,
    impacts,
    land_graphs,
    localisation,
    measurement,
    mixing,
    name_matching,
    pieces,
    reports,
    surveys,
)
from elzmodel.networks.affiliation import *
from elzmodel.networks.attendance import *
from elzmodel.networks.bridging import *
from elzmodel.networks.brokers import *
from elzmodel.networks.centrality import *
from elzmodel.networks.chance import *
from elzmodel.networks.cohesion import *
from elzmodel.networks.comparisons import *
from elzmodel.networks.continuity import *
from elzmodel.networks.divisions import *
from elzmodel.networks.exports import *
from elzmodel.networks.graph_kinds import *
from elzmodel.networks.impacts import *
from elzmodel.networks.land_graphs import *
from elzmodel.networks.localisation import *
from elzmodel.networks.measurement import *
from elzmodel.networks.mixing import *
from elzmodel.networks.name_matching import *
from elzmodel.networks.pieces import *
from elzmodel.networks.reports import *
from elzmodel.networks.surveys import *
from elzmodel.values.arguments import keep_door

__all__: list[str] = []
__all__ += affiliation.__all__
__all__ += attendance.__all__
__all__ += bridging.__all__
__all__ += brokers.__all__
__all__ += centrality.__all__
__all__ += chance.__all__
__all__ += cohesion.__all__
__all__ += comparisons.__all__
__all__ += continuity.__all__
__all__ += divisions.__all__
__all__ += exports.__all__
__all__ += graph_kinds.__all__
__all__ += impacts.__all__
__all__ += land_graphs.__all__
__all__ += localisation.__all__
__all__ += measurement.__all__
__all__ += mixing.__all__
__all__ += name_matching.__all__
__all__ += pieces.__all__
__all__ += reports.__all__
__all__ += surveys.__all__

keep_door(__name__)
