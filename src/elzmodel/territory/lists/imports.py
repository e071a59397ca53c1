"""Events made of a published list, with everything that had to be assumed.

A list says which codes were in use and what its links say; a register needs to
know which body continues and which land goes where. Where a list implies that
only some of a unit's land went to another that has land of its own, nothing is
invented: that flow is left out, and an assumption says so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, evolve

from elzmodel.territory.errors import ConflictError
from elzmodel.territory.events import Abolish, Alter, Create, Merge, NewUnit, Split, TerritoryEvent
from elzmodel.territory.lists._groups import Group, groups_of
from elzmodel.territory.lists._labels import Labels, chosen_level
from elzmodel.territory.lists.assumptions import Assumption, AssumptionKind
from elzmodel.territory.lists.lint import lint_list
from elzmodel.territory.lists.succession import Succession
from elzmodel.values import EventId, NisCode, PartId, Severity, UnitId, eve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from elzmodel.territory.lists.official_list import OfficialList, Place

__all__ = ["events_from"]

Land = tuple[PartId, ...]


def events_from(
    listing: OfficialList, *, level: str | None = None
) -> tuple[tuple[TerritoryEvent, ...], tuple[Assumption, ...]]:
    """Turn a published list into territorial events, and say what was assumed.

    Replaying the events gives back the list's codes, names and places on every
    day. Units and parts are named after codes. Weights are not used: a divided
    unit gets a part for each piece.

    Args:
        listing: A list without errors; doubts are allowed.
        level: The level whose units become municipalities; by default
            ``municipality``, or the lowest where the list names no levels.

    Raises:
        ConflictError: If the linter finds errors; it holds them.
        InvalidValueError: If *level* is needed and not given.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.territory.lists import listing_of
        >>> events, assumptions = events_from(listing_of(elz.flanders().register))
        >>> len(events), len(assumptions)
        (347, 7)
    """
    errors = [f for f in lint_list(listing) if f.severity is Severity.ERROR]
    if errors:
        raise ConflictError(errors)
    succession = Succession.of(listing)
    return _Import(succession, Labels(succession, chosen_level(listing, level))).run()


@define
class _Import:
    """One pass over the days of a list."""

    succession: Succession
    labels: Labels
    events: list[TerritoryEvent] = Factory(list)
    assumptions: list[Assumption] = Factory(list)
    bodies: dict[str, UnitId] = Factory(dict)
    land: dict[UnitId, Land] = Factory(dict)
    former: dict[tuple[str, str], Land] = Factory(dict)
    pieces: dict[PartId, Land] = Factory(dict)
    uses: defaultdict[str, int] = Factory(lambda: defaultdict(int))

    def run(self) -> tuple[tuple[TerritoryEvent, ...], tuple[Assumption, ...]]:
        for day, codes in sorted(self.labels.turns().items()):
            bodies = dict(self.bodies)
            groups, left_out = groups_of(self.succession, day, codes, bodies)
            for arrow in left_out:
                text = f"some of its land goes to {arrow.new}; which and how much is not known"
                self._assume(AssumptionKind.LEFT_OUT, arrow.old, day, text, arrow.link.place)
            for group in groups:
                self._apply(group, day, bodies)
        self._say_what_has_no_day()
        return tuple(map(self._refined, self.events)), tuple(self.assumptions)

    def _say_what_has_no_day(self) -> None:
        for arrow in self.succession.arrows:
            if arrow.day is None and arrow.old in self.labels.codes:
                text = f"land goes to {arrow.new}, and nothing says when"
                self._assume(AssumptionKind.LEFT_OUT, arrow.old, None, text, arrow.link.place)

    def _apply(self, group: Group, day: date, bodies: dict[str, UnitId]) -> None:
        self._say_what_is_read(group, day)
        if not group.olds:
            self._create(group.news[0], day, group)
        elif not group.news:
            self._abolish(group.olds[0], day, bodies, group)
        elif len(group.olds) == 1 and len(group.news) == 1:
            self._carry_on(group.olds[0], group.news[0], day, bodies)
        elif len(group.news) > 1:
            self._split(group, day, bodies)
        else:
            self._merge(group, day, bodies)

    def _say_what_is_read(self, group: Group, day: date) -> None:
        for arrow in group.arrows:
            if arrow.link.day is None:
                text = f"{arrow.old} turns into {arrow.new} on this day"
                self._assume(AssumptionKind.DAY, arrow.new, day, text, arrow.link.place)
        for row in group.same_code:
            text = f"{row.unit.name or row.unit.code} is the same body as the row before"
            self._assume(AssumptionKind.SAME_CODE, row.unit.code, day, text, row.unit.place)

    def _create(self, code: str, day: date, group: Group) -> None:
        row = self.labels.row(code, day)
        unit = self._begin(code)
        self.land[unit] = (PartId(unit),)
        self.events.append(
            Create(**self._head("create", code, day), unit=unit, **self._labels(code, day))
        )
        if day != self.labels.first and not row.unit.is_said_to_be("created"):
            text = (
                "it comes from no unit of the list" if not group.torn else "its land is not known"
            )
            self._assume(AssumptionKind.NEW_LAND, code, day, text, row.unit.place)

    def _abolish(self, code: str, day: date, bodies: dict[str, UnitId], group: Group) -> None:
        row = self.labels.row(code, eve(day))
        self._end(code, day, bodies)
        self.events.append(Abolish(**self._head("abolish", code, day), unit=bodies[code]))
        if not row.unit.is_said_to_be("abolished"):
            text = "nothing follows it" if not group.torn else "where its land goes is not known"
            self._assume(AssumptionKind.LAND_ENDS, code, day, text, row.unit.place)

    def _carry_on(self, old: str, new: str, day: date, bodies: dict[str, UnitId]) -> None:
        unit = bodies[old]
        if old != new:
            self._leave(old, bodies)
            place = self.labels.row(new, day).unit.place
            text = f"{old} goes on under this code"
            self._assume(AssumptionKind.CONTINUES, new, day, text, place)
        self.bodies[new] = unit
        before, after = self.labels.on(old, eve(day)), self.labels.on(new, day)
        if before != after:
            self._alter(unit, new, day)

    def _alter(self, unit: UnitId, code: str, day: date) -> None:
        self.events.append(
            Alter(**self._head("alter", code, day), unit=unit, **self._labels(code, day))
        )

    def _merge(self, group: Group, day: date, bodies: dict[str, UnitId]) -> None:
        (new,) = group.news
        unit = self._continuing(group, new, day, bodies)
        land = tuple(part for old in group.olds for part in self.land[bodies[old]])
        for old in group.olds:
            self._end(old, day, bodies)
        unit = unit or self._begin(new)
        self.bodies[new], self.land[unit] = unit, land
        units = tuple(bodies[old] for old in group.olds)
        head = self._head("merge", new, day)
        self.events.append(Merge(**head, units=units, unit=unit, **self._labels(new, day)))

    def _continuing(
        self, group: Group, new: str, day: date, bodies: dict[str, UnitId]
    ) -> UnitId | None:
        """Return the member whose body continues: by code, else by its name alone."""
        if new in group.olds:
            return bodies[new]
        row = self.labels.row(new, day)
        named = [
            old for old in group.olds if self.labels.row(old, eve(day)).unit.name == row.unit.name
        ]
        if row.unit.name and len(named) == 1:
            text = f"{named[0]} of the same name goes on under this code"
            self._assume(AssumptionKind.CONTINUES, new, day, text, row.unit.place)
            return bodies[named[0]]
        return None

    def _split(self, group: Group, day: date, bodies: dict[str, UnitId]) -> None:
        (old,) = group.olds
        unit, land = bodies[old], self.land[bodies[old]]
        goes_on = old in group.news
        codes = [new for new in group.news if new != old]
        given = self._returning(codes, land, day, keeps=goes_on) or self._divided(
            codes, unit, day, keeps=goes_on
        )
        if not given:
            self._tear(group, day, bodies)
            return
        if goes_on:
            self.land[unit] = tuple(p for p in self._leaves(land) if p not in set().union(*given))
        else:
            self._end(old, day, bodies)
        begun = [self._begin(code) for code in codes]
        self.land.update(zip(begun, given, strict=True))
        into = tuple(
            NewUnit(unit=piece, parts=parts, **self._labels(code, day))
            for piece, parts, code in zip(begun, given, codes, strict=True)
        )
        self.events.append(Split(**self._head("split", old, day), unit=unit, into=into))
        if goes_on and self.labels.on(old, eve(day)) != self.labels.on(old, day):
            self._alter(unit, old, day)

    def _returning(
        self, codes: list[str], land: Land, day: date, *, keeps: bool
    ) -> list[Land] | None:
        """Give pieces the land that units of the same code or name had before."""
        held = set(self._leaves(land))
        given = [self._former_land(code, day) for code in codes]
        total = [part for parts in given for part in parts]
        is_apart = all(given) and len(total) == len(set(total)) and set(total) <= held
        if not is_apart or (set(total) == held) == keeps:
            return None
        for code in codes:
            text = "it gets back the land that it had before"
            place = self.labels.row(code, day).unit.place
            self._assume(AssumptionKind.RETURNS, code, day, text, place)
        return given

    def _former_land(self, code: str, day: date) -> Land:
        name = self.labels.row(code, day).unit.name
        land = self.former.get(("code", code)) or self.former.get(("name", name), ())
        return self._leaves(land)

    def _divided(
        self, codes: list[str], unit: UnitId, day: date, *, keeps: bool
    ) -> list[Land] | None:
        """Divide a single part into one for each piece, and one that stays."""
        whole, *more = self._leaves(self.land[unit])
        if more:
            return None
        given = [PartId(f"{whole}/{code}") for code in codes]
        self.pieces[whole] = (*given, *([PartId(f"{whole}/rest")] if keeps else ()))
        place = self.labels.row(codes[0], day).unit.place
        text = f"{unit} is divided from the beginning into {len(self.pieces[whole])} parts"
        self._assume(AssumptionKind.DIVIDED, codes[0], day, text, place)
        return [(part,) for part in given]

    def _tear(self, group: Group, day: date, bodies: dict[str, UnitId]) -> None:
        """Let pieces of land that several units once had begin anew: how it is cut is not known."""
        torn = evolve(group, torn=True)
        old = group.olds[0]
        if old in group.news:
            self._carry_on(old, old, day, bodies)
        else:
            self._abolish(old, day, bodies, torn)
        for code in group.news:
            if code != old:
                self._create(code, day, torn)
        text = f"how its land is divided among {', '.join(group.news)} is not known"
        self._assume(
            AssumptionKind.LEFT_OUT, old, day, text, self.labels.row(old, eve(day)).unit.place
        )

    def _begin(self, code: str) -> UnitId:
        self.uses[code] += 1
        number = self.uses[code]
        unit = UnitId(code if number == 1 else f"{code}-{number}")
        self.bodies[code] = unit
        return unit

    def _end(self, code: str, day: date, bodies: dict[str, UnitId]) -> None:
        self._leave(code, bodies)
        land = self.land.pop(bodies[code])
        name = self.labels.row(code, eve(day)).unit.name
        self.former["code", code] = self.former["name", name] = land

    def _leave(self, code: str, bodies: dict[str, UnitId]) -> None:
        """Free a code, unless another unit has taken it over on this day already."""
        if self.bodies.get(code) == bodies[code]:
            del self.bodies[code]

    def _leaves(self, parts: Iterable[PartId]) -> Land:
        found: list[PartId] = []
        for part in parts:
            found += self._leaves(self.pieces[part]) if part in self.pieces else [part]
        return tuple(found)

    def _refined(self, event: TerritoryEvent) -> TerritoryEvent:
        """Name the parts into which later events divide the land of an earlier one."""
        if isinstance(event, Create):
            parts = self._leaves((PartId(event.unit),))
            return evolve(event, parts=parts if len(parts) > 1 else ())
        if isinstance(event, Split):
            into = tuple(evolve(piece, parts=self._leaves(piece.parts)) for piece in event.into)
            return evolve(event, into=into)
        return event

    def _head(self, kind: str, code: str, day: date) -> dict[str, Any]:
        return {"id": EventId(f"{day}-{kind}-{code}"), "day": day}

    def _labels(self, code: str, day: date) -> dict[str, Any]:
        labels = self.labels.on(code, day)
        names = ("arrondissement", "province", "region")
        return {
            "nis": NisCode(code),
            "name": labels[1],
            **dict(zip(names, labels[2:], strict=True)),
        }

    def _assume(
        self, kind: AssumptionKind, code: str, day: date | None, text: str, place: Place
    ) -> None:
        self.assumptions.append(Assumption(kind=kind, code=code, day=day, text=text, place=place))
