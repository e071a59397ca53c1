"""Invented lists of attendance, for tests and for teaching.

They look like those of care networks: most meetings are small and a few are
large, a few partners go everywhere, and partners meet their own cluster more
than others. They need neither hypothesis nor networkx.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import Any

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values.ids import tupled

__all__ = ["invented_attendance"]

_CLUSTERS = ("care", "welfare", "local-authority", "pzon")
_SHARES = (45, 30, 15, 10)
_SMALLEST, _LARGEST = 2, 30


@frozen(kw_only=True, field_transformer=tupled)
class Attendance:
    """Pairs of an invented partner and an invented venue, and each partner's cluster."""

    pairs: tuple[tuple[str, str], ...]
    clusters: dict[str, str] = field(factory=dict)

    def to_graph(self) -> Any:  # noqa: ANN401 - a graph of networkx, which few lists need
        """Return partners and venues as ``networks.attendance_graph`` makes them.

        Example:
            >>> from elzmodel.networks import network_report
            >>> network_report(invented_attendance(20, seed=1).to_graph())
            <NetworkReport Collaboration in the attendance list: 18 partners, 32 ties>
        """
        from elzmodel.networks import attendance_graph  # noqa: PLC0415 - a list does without it

        return attendance_graph(self.pairs, clusters=self.clusters)


def invented_attendance(
    partners: int, *, venues: int | None = None, seed: int = 0, loyalty: float = 0.7
) -> Attendance:
    """Return who went where, invented; the same for the same arguments.

    Args:
        partners: How many partners there are; some may go nowhere.
        venues: How many venues there are; as many as partners by default.
        seed: Another seed gives another list.
        loyalty: The chance that a guest is of the cluster of the venue.

    Raises:
        InvalidValueError: If there are no partners, or *loyalty* is no share.

    Example:
        >>> invented = invented_attendance(20, seed=1)
        >>> len(invented.clusters), invented == invented_attendance(20, seed=1)
        (20, True)
    """
    if partners < 1:
        raise InvalidValueError("number of partners", partners, "at least one")
    if not 0 <= loyalty <= 1:
        raise InvalidValueError("loyalty", loyalty, "a share from 0 to 1")
    random = Random(f"{partners} {venues} {seed} {loyalty}")  # noqa: S311 - invented data
    names = [f"voorbeeld-{number:05d}" for number in range(1, partners + 1)]
    drawn = random.choices(_CLUSTERS, _SHARES, k=partners)
    clusters: dict[str, str] = dict(zip(names, drawn, strict=True))
    of_cluster = {c: [n for n in names if clusters[n] == c] or names for c in _CLUSTERS}
    # The first of a cluster goes out more often than the last.
    eager = {
        group: list(accumulate(position**-0.25 for position in range(1, len(of) + 1)))
        for group, of in of_cluster.items()
    }
    pairs = []
    for number in range(1, (partners if venues is None else venues) + 1):
        home = random.choices(_CLUSTERS, _SHARES)[0]
        size = min(_LARGEST, int(_SMALLEST * random.paretovariate(2.6)), partners)
        groups = [
            home if random.random() < loyalty else random.choice(_CLUSTERS) for _ in range(size)
        ]
        guests = {random.choices(of_cluster[g], cum_weights=eager[g])[0] for g in groups}
        pairs += [(guest, f"venue-{number:05d}") for guest in sorted(guests)]
    return Attendance(pairs=tuple(pairs), clusters=clusters)
