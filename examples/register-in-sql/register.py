"""Municipalities, zones, seats and figures in a few tables of SQL.

A body keeps its own id whatever code and name it bears; land, not codes, says who
belongs where. Every question is asked of a day.
"""

from datetime import date, timedelta

from databases import Database
from elzmodel.territory import Alter, Create, Merge, MoveParts, Split
from elzmodel.zones import Assign

HOLDS = "start <= ? AND (until IS NULL OR ? < until)"


class Register:
    """What is known, in the tables of `schema.sql`."""

    holds = HOLDS

    def __init__(self, database: Database) -> None:
        """Begin with empty tables."""
        self.database = database
        self.sql = database.run
        database.empty()

    # --- what happens ---------------------------------------------------------

    def apply(self, event: object) -> None:
        """Let an event happen, once."""
        if self.knows(event):
            return
        match event:
            case Create():
                self.begin(event, event.parts or (event.unit,), event.day)
            case Alter():
                nis, name = self.label(event.unit)
                new_nis = event.nis if isinstance(event.nis, str) else nis
                new_name = event.name if isinstance(event.name, str) else name
                self.relabel(event.unit, new_nis, new_name, event.day)
            case Merge():
                self.ask(event)
                self.merge(event)
            case Split():
                for piece in event.into:
                    self.begin(piece, piece.parts, event.day)
            case MoveParts():
                self.move_land(event.parts, event.to, event.day)
            case Assign():
                self.assign(event)

    def knows(self, event: object) -> bool:
        """Tell whether an event was delivered before, and remember it."""
        if self.sql("SELECT id FROM event WHERE id = ?", event.id):
            return True
        self.sql("INSERT INTO event VALUES (?)", event.id)
        return False

    def begin(self, new: object, parts: tuple[str, ...], day: date) -> None:
        """Let a municipality begin: its label, its land and its seat."""
        self.sql("INSERT INTO label VALUES (?, ?, ?, ?, NULL)", new.unit, new.nis, new.name, day)
        self.move_land(parts, new.unit, day)
        self.sql("INSERT INTO seat VALUES (?, ?, ?, NULL)", f"seat of {new.unit}", new.unit, day)

    def merge(self, event: Merge) -> None:
        """Let the members end in the new municipality, with land and seats."""
        continues = event.unit in event.units
        for unit in event.units:
            land = [part for part, holder in self.holders(event.day) if holder == unit]
            if unit != event.unit:
                self.end(unit, event.day)
                self.move_land(land, event.unit, event.day)
        if continues:
            self.rename_merged(event)
        else:
            self.sql(
                "INSERT INTO label VALUES (?, ?, ?, ?, NULL)",
                event.unit,
                event.nis,
                event.name,
                event.day,
            )
        self.move_seats(event)

    def rename_merged(self, event: Merge) -> None:
        """Give the body that continues the code and name of the merger."""
        self.relabel(event.unit, event.nis, event.name, event.day)

    def relabel(self, unit: str, nis: str, name: str, day: date) -> None:
        """Let another code or name begin."""
        self.end(unit, day)
        self.sql("INSERT INTO label VALUES (?, ?, ?, ?, NULL)", unit, nis, name, day)

    def end(self, unit: str, day: date) -> None:
        """Let a label end."""
        self.sql("UPDATE label SET until = ? WHERE municipality = ? AND until IS NULL", day, unit)

    def move_land(self, parts: list[str], to: str, day: date) -> None:
        """Let parts go to a municipality."""
        for part in parts:
            self.sql("UPDATE land SET until = ? WHERE part = ? AND until IS NULL", day, part)
            self.sql("INSERT INTO land VALUES (?, ?, ?, NULL)", part, to, day)

    def move_seats(self, event: Merge) -> None:
        """Let the seats of municipalities that end represent the new one."""
        for unit in event.units:
            rows = self.sql("SELECT id FROM seat WHERE municipality = ? AND until IS NULL", unit)
            for (seat,) in rows if unit != event.unit else ():
                self.sql(
                    "UPDATE seat SET until = ? WHERE id = ? AND until IS NULL", event.day, seat
                )
                self.sql("INSERT INTO seat VALUES (?, ?, ?, NULL)", seat, event.unit, event.day)

    def ask(self, event: Merge) -> None:
        """Open a question where the members lay in different zones, or one was open."""
        eve = event.day - timedelta(days=1)
        zones = dict(self.sql(f"SELECT part, zone FROM membership WHERE {self.holds}", eve, eve))
        lands = {unit: [p for p, u in self.holders(eve) if u == unit] for unit in event.units}
        of_members = {unit: {zones.get(part) for part in land} for unit, land in lands.items()}
        land = {part for held in lands.values() for part in held}
        waiting = land & self.undecided(eve)
        differ = len({frozenset(of) for of in of_members.values()}) > 1
        if waiting or (differ and any(zone for of in of_members.values() for zone in of)):
            asked = {p for unit, held in lands.items() for p in held if len(of_members[unit]) == 1}
            for part in sorted(asked | waiting):
                self.sql("INSERT INTO question VALUES (?, ?, ?, NULL)", event.id, part, event.day)

    def assign(self, event: Assign) -> None:
        """Let parts belong to a zone, which answers what was asked about them."""
        for part in event.parts:
            self.sql(
                "UPDATE membership SET until = ? WHERE part = ? AND until IS NULL", event.day, part
            )
            if event.zone:
                self.sql(
                    "INSERT INTO membership VALUES (?, ?, ?, NULL)", part, event.zone, event.day
                )
            self.sql(
                "UPDATE question SET answered = ? WHERE part = ? AND answered IS NULL",
                event.day,
                part,
            )

    def publish(self, year: int, rows: list[tuple[str, str, int]]) -> None:
        """Take the figures of a year: code, sex, inhabitants."""
        self.sql("DELETE FROM figure WHERE year = ?", year)
        for nis, sex, inhabitants in rows:
            self.sql("INSERT INTO figure VALUES (?, ?, ?, ?)", year, nis, sex, inhabitants)

    # --- what is asked --------------------------------------------------------

    def label(self, unit: str) -> tuple[str, str]:
        """Return the last code and name of a municipality."""
        sql = "SELECT nis, name FROM label WHERE municipality = ? AND until IS NULL"
        return self.sql(sql, unit)[0]

    def holders(self, day: date) -> list[tuple[str, str]]:
        """Return each part with the municipality that holds it."""
        return self.sql(f"SELECT part, municipality FROM land WHERE {self.holds}", day, day)

    def municipalities(self, day: date) -> list[tuple[str, str]]:
        """Return the code and name of each municipality."""
        return self.sql(f"SELECT nis, name FROM label WHERE {self.holds}", day, day)

    def municipality(self, nis: str, day: date) -> str:
        """Return the id of the municipality that bears a code on a day."""
        sql = f"SELECT municipality FROM label WHERE nis = ? AND {self.holds}"
        return self.sql(sql, nis, day, day)[0][0]

    def undecided(self, day: date) -> set[str]:
        """Return the parts about which a question is open."""
        sql = (
            "SELECT part FROM question WHERE merger IN (SELECT merger FROM question "
            "WHERE asked <= ? AND (answered IS NULL OR ? < answered))"
        )
        return {part for (part,) in self.sql(sql, day, day)}

    def zones_of(self, nis: str, day: date) -> set[str] | None:
        """Return the zones of a municipality, `None` while that is undecided."""
        sql = (
            f"SELECT l.part, m.zone FROM (SELECT * FROM land WHERE {self.holds}) l "
            f"LEFT JOIN (SELECT * FROM membership WHERE {self.holds}) m ON m.part = l.part "
            "WHERE l.municipality = ?"
        )
        rows = self.sql(sql, day, day, day, day, self.municipality(nis, day))
        if self.undecided(day).intersection(part for part, _ in rows):
            return None
        return {zone for _, zone in rows if zone}

    def seats(self, day: date) -> list[tuple[str, str | None]]:
        """Return each seat with the code of the municipality that it represents."""
        codes = dict(self.sql(f"SELECT municipality, nis FROM label WHERE {self.holds}", day, day))
        rows = self.sql(f"SELECT id, municipality FROM seat WHERE {self.holds}", day, day)
        return [(seat, codes.get(unit)) for seat, unit in rows]

    def first_day(self, year: int) -> date:
        """Return the day of which the figures of a year speak."""
        return date(year, 1, 1)

    def inhabitants(self, zone: str, year: int) -> int:
        """Return how many people live in the municipalities that lie wholly in a zone."""
        day = self.first_day(year)
        rows = self.sql(f"SELECT part, zone FROM membership WHERE {self.holds}", day, day)
        inside = {part for part, of in rows if of == zone} - self.undecided(day)
        outside = {unit for part, unit in self.holders(day) if part not in inside}
        sql = f"SELECT municipality, nis FROM label WHERE {self.holds}"
        codes = [nis for unit, nis in self.sql(sql, day, day) if unit not in outside]
        return sum(self.inhabitants_of(nis, year) for nis in codes)

    def inhabitants_of(self, nis: str, year: int) -> int:
        """Return how many people live in a municipality."""
        sql = "SELECT SUM(inhabitants) FROM figure WHERE year = ? AND nis = ?"
        return self.sql(sql, year, nis)[0][0] or 0
