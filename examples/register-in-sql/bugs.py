"""Ten mistakes that systems of municipalities make, one class each."""

from datetime import date, timedelta

from elzmodel.territory import Merge
from register import Register


class InclusiveEnd(Register):
    """A row still holds on the day on which it ends."""

    holds = "start <= ? AND (until IS NULL OR ? <= until)"


class CodeAsIdentity(Register):
    """Whoever gets another code is another municipality."""

    def relabel(self, unit: str, nis: str, name: str, day: date) -> None:
        """Let the new code stand for somebody new."""
        self.end(unit, day)
        self.sql("INSERT INTO label VALUES (?, ?, ?, ?, NULL)", nis, nis, name, day)


class LostDivided(Register):
    """A municipality lies in one zone, or in none."""

    def zones_of(self, nis: str, day: date) -> set[str] | None:
        """Leave out who lies in several zones, as a join with a unique zone does."""
        zones = super().zones_of(nis, day)
        return zones if zones is None or len(zones) == 1 else set()


class MergedTwice(Register):
    """A merger that is delivered twice happens twice."""

    def knows(self, event: object) -> bool:
        """Forget which mergers came before."""
        return super().knows(event) and not isinstance(event, Merge)


class OrphanedSeat(Register):
    """Seats stay with municipalities that end."""

    def move_seats(self, event: Merge) -> None:
        """Forget the seats."""


class LongTableSummed(Register):
    """Figures are joined with the land, and counted once for each part."""

    def inhabitants(self, zone: str, year: int) -> int:
        """Sum over a join that multiplies rows."""
        day = self.first_day(year)
        sql = (
            "SELECT SUM(f.inhabitants) FROM figure f "
            f"JOIN (SELECT nis, municipality FROM label WHERE {self.holds}) l ON l.nis = f.nis "
            f"JOIN (SELECT part, municipality FROM land WHERE {self.holds}) p "
            "ON p.municipality = l.municipality "
            f"JOIN (SELECT part, zone FROM membership WHERE {self.holds}) m ON m.part = p.part "
            "WHERE f.year = ? AND m.zone = ?"
        )
        return self.sql(sql, *[day] * 6, year, zone)[0][0] or 0


class CodeReused(Register):
    """A code means whoever bore it first."""

    def municipality(self, nis: str, day: date) -> str:
        """Look a code up without its day."""
        del day
        sql = "SELECT municipality FROM label WHERE nis = ? ORDER BY start"
        return self.sql(sql, nis)[0][0]


class SameNameNewCode(Register):
    """Who keeps its name in a merger keeps its code."""

    def rename_merged(self, event: Merge) -> None:
        """Look at the name alone."""
        if self.label(event.unit)[1] != event.name:
            super().rename_merged(event)


class OpenAsSettled(Register):
    """Merged land lies where it lay, as if somebody had decided."""

    def undecided(self, day: date) -> set[str]:
        """Know of no question."""
        del day
        return set()


class TurnOfTheYear(Register):
    """Figures of 1 January are read in the municipalities of the day before."""

    def first_day(self, year: int) -> date:
        """Miss the year's turn by a day."""
        return super().first_day(year) - timedelta(days=1)


BUGS = {
    "inclusive-end": InclusiveEnd,
    "code-as-identity": CodeAsIdentity,
    "lost-divided": LostDivided,
    "merged-twice": MergedTwice,
    "orphaned-seat": OrphanedSeat,
    "long-table-summed": LongTableSummed,
    "code-reused": CodeReused,
    "same-name-new-code": SameNameNewCode,
    "open-as-settled": OpenAsSettled,
    "turn-of-the-year": TurnOfTheYear,
}
