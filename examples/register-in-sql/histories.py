"""What has to hold of the register after anything that can happen to the land."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import ClassVar

from hypothesis.stateful import precondition, rule

from elzmodel.testing.machine import LandscapeMachine
from register import Register


def require_same(what: str, answer: object, right: object) -> None:
    """Fail with both answers where the register differs from the land."""
    if answer != right:
        raise AssertionError(f"{what}: the register says {answer}, the land {right}")


def require_all(what: str, answer: list[str], right: list[str]) -> None:
    """Fail with what is missing, and what is there too much or too often."""
    said, there = Counter(answer), Counter(right)
    lacking, extra = sorted((there - said).elements()), sorted((said - there).elements())
    if lacking or extra:
        lists = f"lacks {', '.join(lacking) or 'nothing'}, has {', '.join(extra) or 'nothing'}"
        raise AssertionError(f"{what}: the register {lists} too much")


class Histories(LandscapeMachine):
    """A register beside the land: each event is applied, and every answer compared."""

    make: ClassVar[Callable[[], Register]]

    def __init__(self) -> None:
        """Begin with an empty register, and people on each part of the land."""
        super().__init__()
        self.register = type(self).make()
        parts = sorted(part for each in self.now.municipalities for part in each.parts)
        self.people = {part: 10 * number for number, part in enumerate(parts, 1)}
        self.published: set[int] = set()

    def apply(self, event: object) -> None:
        """Tell the register."""
        self.register.apply(event)

    @precondition(lambda self: bool(self.history))
    @rule()
    def deliver_again(self) -> None:
        """Deliver all that happened once more, as queues do: nothing may change."""
        for event in self.history:
            self.apply(event)
        self.compare_all()

    def compare(self, day: date) -> None:
        """Ask the register all that it can answer of a day."""
        self.compare_municipalities(day)
        self.compare_zones(day)
        self.compare_seats(day)
        self.compare_figures(day)

    def compare_municipalities(self, day: date) -> None:
        """Each municipality is there once, with its code and name of the day."""
        right = [f"{each.name} ({each.nis})" for each in self.on(day).municipalities]
        rows = [f"{name} ({nis})" for nis, name in self.register.municipalities(day)]
        require_all("municipalities", rows, right)

    def compare_zones(self, day: date) -> None:
        """A municipality lies in the zones of all its land, or is undecided."""
        zones = self.on(day).zone_map
        for each in self.on(day).municipalities:
            right = {zones.by_part[part] for part in each.parts if part in zones.by_part}
            if any(part in zones.undecided for part in each.parts):
                right = None
            require_same(f"zones of {each.name}", self.register.zones_of(each.nis, day), right)

    def compare_seats(self, day: date) -> None:
        """Each seat represents a municipality that exists, and each of these has one."""
        right = [str(each.nis) for each in self.on(day).municipalities]
        codes = {code or "one that ended" for _, code in self.register.seats(day)}
        require_all("municipalities with a seat", sorted(codes), right)

    def compare_figures(self, day: date) -> None:
        """Inhabitants of zones are those of the municipalities of 1 January."""
        first = date(day.year, 1, 1)
        if day == self.day == first:
            self.register.publish(day.year, self.office_table(first))
            self.published.add(day.year)
        if not self.history or first < self.history[0].day or day.year not in self.published:
            return
        zones = self.on(first).zone_map
        for zone in self.on(first).zones:
            inside = set(zones.decided_parts(zone.id))
            whole = [m.parts for m in self.on(first).municipalities if inside.issuperset(m.parts)]
            right = sum(self.people[part] for parts in whole for part in parts)
            answer = self.register.inhabitants(zone.id, day.year)
            require_same(f"inhabitants of {zone.name} in {day.year}", answer, right)

    def office_table(self, day: date) -> list[tuple[str, str, int]]:
        """Return what the statistical office publishes: a long table by sex."""
        rows = []
        for each in self.on(day).municipalities:
            people = sum(self.people[part] for part in each.parts)
            rows += [(each.nis, "F", people // 2 + 1), (each.nis, "M", people - people // 2 - 1)]
        return rows
