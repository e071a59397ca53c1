"""A register written out as an official list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain

from attrs import evolve

from elzmodel.errors import InvalidValueError
from elzmodel.lists._acts import days_for
from elzmodel.lists._weights import as_written
from elzmodel.lists.official_list import EndDay, LinkKind, ListedUnit, ListLink, OfficialList
from elzmodel.territory.municipality import Municipality
from elzmodel.territory.refinement import Piece, Refinement
from elzmodel.territory.register import Register
from elzmodel.values import AnyNumber, ByKey, NisCode, Number, PartId, Place, by_key
from elzmodel.values.text import said

__all__ = ["listing_of"]

Flows = defaultdict[date | None, dict[tuple[str, str], tuple[tuple[PartId, ...], list[PartId]]]]
"""For each day and each pair of codes: all land of the old one, and what goes over."""


Acts = Mapping[date, tuple[date, int | None]]
"""The days and orders of acts, by the days that stand for them; one act a day has no order."""

UNIT_LEVEL = "municipality"
"""The level of municipalities in a list that names levels."""

PLACES = ("arrondissement", "province", "region")
"""The levels above municipalities, from near to far."""


def listing_of(
    register: Register,
    *,
    weights: ByKey[AnyNumber | None] | None = None,
    places: Sequence[str] = PLACES,
) -> OfficialList:
    """Write a register out as an official list, with links between codes.

    A row lasts as long as unit, code, name and parent stay the same. Where all
    land of a unit goes to one other the link has weight 1; where it is divided,
    the weight is that of its parts by *weights*. A portion has a link for each
    amount that is known exactly, and each share that is, or that has an estimate
    as what was rounded. Otherwise the link has no weight. A
    row of which land leaves the record has the status ``abolished``, but where its
    unit goes on under the code: of that land a list has no word. Where code
    or name would say something else, rows say which code they continue, or
    that they are ``new``. Days with several acts have orders. A unit that comes back
    without any of its land is another one in a list.

    Args:
        register: Municipalities that all have a code.
        weights: A figure for each part; ``None`` where it is not known.
        places: Which levels above become rows; none with an empty tuple.

    Raises:
        InvalidValueError: If a municipality has no code, the places of
            municipalities form no hierarchy, or a weight is no finite number.

    Example:
        >>> import elzmodel as elz
        >>> listing = listing_of(elz.flanders().register)
        >>> [(k.from_code, str(k.day)) for k in listing.links if k.to_code == "12041"]
        [('12030', '2019-01-01'), ('12034', '2019-01-01')]
    """
    if isinstance(places, str) or not {*places} <= {*PLACES}:
        expected = said("some of {names:list}", names=[*PLACES])
        raise InvalidValueError("list of places", places, expected)
    for version in register.versions:
        if version.nis is None:
            raise InvalidValueError("listed municipality", version.name, "a code for each")
    register, acts = _one_act_a_day(register)
    flows = _flows(register)
    above = _places(register.versions, places)
    units = _rows(register, places, flows)
    found = _links(flows, register.refinement, {} if weights is None else by_key(weights))
    links = sorted(found, key=lambda k: (str(k.day), k.to_code, k.from_code, k.of))
    rows = (_row_of_day(row, acts) for row in chain(above, units))
    links = [_link_of_day(link, acts) for link in links]
    return OfficialList(
        units=[
            evolve(row, place=Place("units.csv", line)) for line, row in enumerate(rows, start=2)
        ],
        links=[evolve(k, place=Place("links.csv", line)) for line, k in enumerate(links, start=2)],
        ends=EndDay.DAY_AFTER,
    )


def _one_act_a_day(register: Register) -> tuple[Register, Acts]:
    """Return a register in which acts have days of their own, and the acts by these days.

    Only the acts of days on which a unit begins and ends again, or has a name or a code
    that is gone when the day is over, are told apart.
    """
    lasting = {version.unit for version in register.versions}
    apart = {event.day for event in register.events if not lasting.issuperset(event.named_units)}
    several = Counter((event.day, unit) for event in register.events for unit in event.named_units)
    again = {day for (day, _), count in several.items() if count > 1} - apart
    if again:
        apart.update(_with_passing_labels(register, again))
    return _told_apart(register, apart) if apart else (register, {})


def _with_passing_labels(register: Register, days: Collection[date]) -> Iterator[date]:
    """Yield days with an act that gives a unit a name or a code which a later one takes away."""
    lasting = {(version.unit, version.nis, version.name) for version in register.versions}
    told, acts = _told_apart(register, days)
    for version in told.versions:
        ended = version.period.until
        if ended and (version.unit, version.nis, version.name) not in lasting:
            yield acts[ended][0]


def _told_apart(register: Register, apart: Collection[date]) -> tuple[Register, Acts]:
    """Return a register in which each act of some days has a day of its own."""
    acts = [(event.day, event.order if event.day in apart else 0) for event in register.events]
    days = days_for(acts)
    events = [
        evolve(event, day=days[act], order=event.order - act[1])
        for event, act in zip(register.events, acts, strict=True)
    ]
    several = Counter(day for day, _ in days)
    act_of = {day: (act[0], act[1] if several[act[0]] > 1 else None) for act, day in days.items()}
    return Register(events), act_of


def _row_of_day(row: ListedUnit, acts: Acts) -> ListedUnit:
    """Return a row with days for acts."""
    start, end = (acts.get(day) if day else None for day in (row.start, row.end))
    if start:
        row = evolve(row, start=start[0], order=start[1])
    return evolve(row, end=end[0]) if end else row


def _link_of_day(link: ListLink, acts: Acts) -> ListLink:
    act = acts.get(link.day) if link.day else None
    return evolve(link, day=act[0], order=act[1]) if act else link


def _chain(version: Municipality, places: Sequence[str]) -> list[tuple[str, str]]:
    """Return the places of a version with their levels, from near to far."""
    labels = [(level, getattr(version, level)) for level in places]
    return [(level, label) for level, label in labels if label]


def _parent(version: Municipality, places: Sequence[str]) -> str:
    return next((label for _, label in _chain(version, places)), "")


def _places(versions: Iterable[Municipality], places: Sequence[str]) -> list[ListedUnit]:
    above: dict[str, ListedUnit] = {}
    for version in versions:
        chain = _chain(version, places)
        parents = (*(label for _, label in chain[1:]), "")
        for (level, label), parent in zip(chain, parents, strict=False):
            row = ListedUnit(code=label, name=label, parent=parent, level=level)
            if above.setdefault(label, row) != row:
                raise InvalidValueError(
                    "hierarchy", label, "one level and one parent for each place"
                )
    return sorted(above.values(), key=lambda row: (-PLACES.index(row.level), row.code))


def _rows(register: Register, places: Sequence[str], flows: Flows) -> Iterator[ListedUnit]:
    first = min((v.period.start for v in register.versions if v.period.start), default=None)
    names = {(v.period.until, v.nis): v.name for v in register.versions}
    for unit in dict.fromkeys(version.unit for version in register.versions):
        rows: list[ListedUnit] = []
        for version in register.versions_of(unit):
            new = _row(version, places, flows, first, register.refinement)
            before = rows[-1] if rows and rows[-1].end == new.start else None
            if before and (before.code, new.code) not in flows[new.start]:
                before = None  # It keeps none of its land: in a list it is another one.
            goes_on = before and before.code == new.code
            if before and goes_on:  # It lives on, though some land may leave the record.
                before = rows[-1] = evolve(before, status=_without_end(before.status))
            if before and goes_on and _labels(before) == _labels(new):
                status = f"{before.status} {new.status}".strip()
                rows[-1] = evolve(before, end=new.end, status=status)
            else:
                rows.append(_as_body(new, before, flows, names))
        yield from rows


def _without_end(status: str) -> str:
    return " ".join(word for word in status.split() if word != "abolished")


def _as_body(
    row: ListedUnit,
    before: ListedUnit | None,
    flows: Flows,
    names: Mapping[tuple[date | None, NisCode | None], str],
) -> ListedUnit:
    """Let a row say who goes on, where its code, a name or a single link would say else."""
    pairs = flows[row.start]
    givers = {old for old, new in pairs if new == row.code}
    named = {old for old in givers if names.get((row.start, NisCode(old))) == row.name}
    if before:
        is_clear = before.code == row.code and named <= {row.code}
        return row if is_clear else evolve(row, continues=before.code)
    takers = {new for old, new in pairs if old in givers}
    is_misread = row.code in givers or named or (givers and len(givers) == len(takers) == 1)
    return evolve(row, status=f"{row.status} new".strip()) if is_misread else row


def _labels(row: ListedUnit) -> tuple[str, str, str]:
    return (row.code, row.name, row.parent)


def _row(
    version: Municipality,
    places: Sequence[str],
    flows: Flows,
    first: date | None,
    refinement: Refinement,
) -> ListedUnit:
    start, until, code = version.period.start, version.period.until, version.nis or ""
    is_created = start != first and not any(new == code for _, new in flows[start])
    followed = {p for (old, _), (_, parts) in flows[until].items() if old == code for p in parts}
    is_abolished = until is not None and not refinement.covers(followed, version.parts)
    statuses = (("created", is_created), ("abolished", is_abolished))
    return ListedUnit(
        code=code,
        name=version.name,
        parent=_parent(version, places),
        level=UNIT_LEVEL if places else "",
        start=start,
        end=until,
        status=" ".join(word for word, holds in statuses if holds),
    )


def _flows(register: Register) -> Flows:
    """Return the land that goes from code to code on each day on which any changes."""
    held: defaultdict[date | None, dict[PartId, Municipality]] = defaultdict(dict)
    flows: Flows = defaultdict(dict)
    sources = register.refinement.sources
    for old in register.versions:
        if old.period.until:
            held[old.period.until].update(dict.fromkeys(old.parts, old))
    for new in register.versions:
        eve_of = held[new.period.start]
        for part in new.parts:
            for origin in _origins(part, eve_of, sources):
                old = eve_of[origin]
                pair = (old.nis or "", new.nis or "")
                _, parts = flows[new.period.start].setdefault(pair, (old.parts, []))
                if part not in parts[-1:]:
                    parts.append(part)
    return flows


def _origins(
    part: PartId, held: Collection[PartId], sources: Mapping[PartId, tuple[PartId, ...]]
) -> Iterator[PartId]:
    """Return the parts of the eve in which the land of *part* lay, or may have lain."""
    if part in held:
        yield part
        return
    for source in sources.get(part, ()):
        yield from _origins(source, held, sources)


def _links(
    flows: Flows, refinement: Refinement, weights: Mapping[str, Number | None]
) -> Iterator[ListLink]:
    pieces = {piece.part: (cut, piece) for cut in refinement.cuts for piece in cut.pieces}
    for day, pairs in flows.items():
        given, taken = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
        for (old, new), (land, parts) in pairs.items():
            if old == new and given[old] == 1 and taken[new] == 1:
                continue
            link = ListLink(from_code=old, to_code=new, kind=LinkKind.CHANGE, day=day)
            cut, piece = pieces.get(parts[0], (None, None)) if len(parts) == 1 else (None, None)
            if refinement.covers(parts, land):
                yield evolve(link, weight=Fraction(1), of="parts")
            elif cut is not None and piece is not None:
                whole = set(cut.whole)
                is_own = whole.issubset(land)
                found = _of_portion(link, piece, is_all=whole == set(land))
                yield from found if is_own else [link]
            else:
                share = _share(weights, parts, land)
                yield link if share is None else evolve(link, weight=share, of="parts")


def _share(
    weights: Mapping[str, Number | None], parts: Iterable[PartId], land: Iterable[PartId]
) -> Fraction | None:
    """Return which share of its land some parts are, if that is known."""
    part_weights, land_weights = ([weights.get(part) for part in some] for some in (parts, land))
    if None in part_weights or None in land_weights:
        return None
    held, all_ = (
        sum(Fraction(each) for each in some if each) for some in (part_weights, land_weights)
    )
    return Fraction(held) / Fraction(all_) if all_ else None


def _of_portion(link: ListLink, piece: Piece, *, is_all: bool) -> Iterator[ListLink]:
    """Return a link for each number that is known of a portion; else one without any.

    A share is one of the old unit only if *is_all*: the whole unit was cut.
    """
    found = []
    for weight in piece.weights:
        share, amount = weight.share, weight.amount
        written = as_written(share) if share is not None and is_all else None
        if written:
            found.append(evolve(link, weight=written[0], rounding=written[1], of=weight.kind))
        elif amount is not None and amount.value is not None:
            found.append(evolve(link, amount=Fraction(amount.value), of=weight.kind))
    yield from found or [link]
