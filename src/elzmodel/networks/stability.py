"""What was kept, made and lost between two days or layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from elzmodel.networks.measurement import Measurement, Node
from elzmodel.networks.multiplexity import pairs_of
from elzmodel.values import Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["TieChange", "tie_change"]

Pair = tuple[Node, Node]


@frozen(kw_only=True)
class TieChange:
    """The ties that were kept, made and lost, and the nodes that came and went.

    *stability* is kept over kept, made and lost together; *hamming* is made and
    lost together. Ties of nodes that came or went count as made or lost.

    Example:
        >>> import networkx as nx
        >>> change = tie_change(nx.Graph([("a", "b")]), nx.Graph([("a", "b"), ("b", "c")]))
        >>> change.stability.value, change.hamming, change.came
        (0.5, 1, ('c',))
    """

    kept: tuple[Pair, ...]
    made: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    came: tuple[Node, ...] = ()
    went: tuple[Node, ...] = ()

    @property
    def hamming(self) -> int:
        """The number of ties in which the two differ."""
        return len(self.made) + len(self.lost)

    @property
    def stability(self) -> Measurement:
        """The share of all ties that is in both (Jaccard)."""
        ties = len(self.kept) + self.hamming
        return Measurement(
            name="stability of ties",
            value=len(self.kept) / ties if ties else None,
            formula="kept / (kept + made + lost)",
            convention="weights not used; ties of those who came or went count",
            reference="Snijders, van de Bunt and Steglich 2010",
            reason="" if ties else "no ties at either time",
        )

    def to_table(self) -> Table:
        """Return the counts, and the stability."""
        pairs = [
            ("ties kept", len(self.kept)),
            ("ties made", len(self.made)),
            ("ties lost", len(self.lost)),
            ("stability", self.stability.value),
            ("came", len(self.came)),
            ("went", len(self.went)),
        ]
        return Table.of_pairs("Change of ties", pairs)


def tie_change(before: nx.Graph[Any], after: nx.Graph[Any]) -> TieChange:
    """Return what became of the ties between two days, or between two layers.

    Example:
        >>> import networkx as nx
        >>> tie_change(nx.path_graph(3), nx.path_graph(2)).lost
        ((1, 2),)
    """
    one, other = pairs_of(before), pairs_of(after)
    return TieChange(
        kept=_sorted(one & other),
        made=_sorted(other - one),
        lost=_sorted(one - other),
        came=tuple(sorted(set(after) - set(before), key=str)),
        went=tuple(sorted(set(before) - set(after), key=str)),
    )


def _sorted(pairs: frozenset[frozenset[Node]]) -> tuple[Pair, ...]:
    found = (sorted(pair, key=str) for pair in pairs)
    return tuple(sorted(((one, other) for one, other in found), key=str))
