"""Screening: each transfer of a municipality into a zone that it touches, one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from attrs import frozen

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.scenarios.adoption import as_base, record_end
from elzmodel.scenarios.drawn_waves import base_and_day
from elzmodel.scenarios.sweeps import sweep_moves
from elzmodel.scenarios.zone_states import ROW_COLUMNS, SweepRow
from elzmodel.territory import Municipality
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Answer, Day, UnitId, ZoneId, columns, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import day_after
from elzmodel.values.text import said

__all__ = ["SingleTransfer", "single_transfers"]

_REMEMBERED: Final = 4


@columns(
    "nis=municipality.nis",
    "municipality=municipality.name",
    "from=lies_in",
    "to",
    *ROW_COLUMNS,
)
@frozen
class SingleTransfer:
    """A municipality that goes to another zone, and the zones that this touches, afterwards."""

    municipality: Municipality
    lies_in: tuple[ZoneId, ...]
    to: ZoneId
    row: SweepRow


def single_transfers(
    base: Landscape, *, on: Day | None = None, area: str | None = None, year: int | None = None
) -> Answer[SingleTransfer]:
    """Return what each transfer of a single municipality into a zone that it touches does.

    Each takes effect on the day after, on the landscape as it stood on that day, and
    without the others. Borders and short borders count, corners do not. A municipality
    that lies in several zones goes as a whole. Rows are those of `sweep_moves` for the
    same moves; of one base they are worked out once.

    Args:
        base: The landscape.
        on: The day; the last day of the record by default.
        area: Only municipalities in this region, province, arrondissement or other area.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        NotOnDayError: If *on* lies before the period that is covered.
        UnknownIdError: If no area has that name.

    Example:
        >>> import elzmodel as elz
        >>> found = single_transfers(elz.flanders(), area="Limburg", year=2026)
        >>> heers = [each for each in found if each.municipality.name == "Heers"]
        >>> for each in heers:
        ...     print(each.to, *each.row.inhabitants, each.row.in_pieces)
        zuid-oost-limburg 65,638 116,425 ('zuid-oost-limburg',)
    """
    last = record_end(as_base(base)) if on is None else parse_day(on)
    return _screened(base, last, area, year)


@lru_cache(_REMEMBERED)
def _screened(
    base: Landscape, last: date, area: str | None, year: int | None
) -> Answer[SingleTransfer]:
    then, snapshot = base_and_day(base, last)
    moves = [*_across(snapshot, area)]
    chosen = year_or_newest(base.figures, year, snapshot)
    lies_in = snapshot.zone_map.holding
    rows = sweep_moves(
        then,
        [municipality.unit for municipality, _ in moves],
        [zone for _, zone in moves],
        day=day_after(last),
        year=chosen,
    )
    return Answer(
        title=said("Transfers of one municipality to a zone that it touches, {day}", day=last),
        rows=tuple(
            SingleTransfer(m, tuple(z.id for z in lies_in(m.parts)), zone, row)
            for (m, zone), row in zip(moves, rows, strict=True)
        ),
        notes=[inhabitants_note(base.figures, chosen)],
        row_type=SingleTransfer,
    )


def _across(snapshot: Snapshot, area: str | None) -> Iterator[tuple[Municipality, ZoneId]]:
    """Yield each municipality with each zone that it touches and does not lie in as a whole."""
    beside = defaultdict[UnitId, set[ZoneId]](set)
    for border in snapshot.borders.borders:
        if border.contact.makes_neighbours:
            for one, other in ((border.a, border.b), (border.b, border.a)):
                holder, zones = snapshot.layout.holder_of(one), snapshot.zone_map.split(other)
                if holder and len(zones) == 1:
                    beside[holder.unit].update(filter(None, zones))
    asked = snapshot.municipalities if area is None else snapshot.municipalities_in(area)
    for municipality in asked:
        own = snapshot.zone_map.split(municipality.parts).keys()
        for zone in sorted(beside[municipality.unit]):
            if own != {zone}:
                yield municipality, zone


keep_door(__name__)
