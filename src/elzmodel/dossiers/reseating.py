"""What becomes of the seats of a council when land merges, splits or changes zone (*herschikking*).

Seats follow their land: nobody is put on a seat or taken off one. What a policy may decide is
whom seats speak for that lost their constituency, or that are left over where several speak for
one municipality.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, frozen

from elzmodel.dossiers.claims import whereabouts
from elzmodel.dossiers.dossier import Dossier
from elzmodel.dossiers.representation import (
    Member,
    MunicipalityWithoutSeat,
    inhabitants_of,
    members_of,
    municipality_of,
    unrepresented_municipalities,
)
from elzmodel.errors import InvalidValueError, NotOnDayError
from elzmodel.governance import (
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Mandate,
    RuleSet,
    Seat,
    SeatAgreement,
    judge,
)
from elzmodel.governance.seating import board_on
from elzmodel.landscape.snapshot import Snapshot, year_or_newest
from elzmodel.values import (
    Answer,
    BodyId,
    CheckOutcome,
    ItemId,
    PartId,
    Period,
    PersonId,
    SeatId,
    UnitId,
    ZoneId,
    columns,
)
from elzmodel.values.ids import tupled
from elzmodel.values.text import BilingualEnum, said, term

__all__ = [
    "ComparedPolicy",
    "ReseatPolicy",
    "ReseatedSeat",
    "Reseating",
    "SeatFate",
    "compare_reseatings",
    "reseat",
]


class SeatFate(BilingualEnum):
    """What becomes of a seat.

    One that is doubled speaks for a municipality for which another seat speaks already; one
    that is vacated has nobody left to speak for, which is no matter of who sits there.
    """

    KEPT = "kept", "behouden"
    RELABELLED = "relabelled", "volgt zijn grond", "follows its land"
    DOUBLED = "doubled", "dubbel"
    VACATED = "vacated", "zonder achterban", "without a constituency"
    GIVEN = "given", "toegewezen", "given to others"
    UNDECIDED = "undecided", "onbeslist"


class ReseatPolicy(BilingualEnum):
    """Whom a seat speaks for that is vacated or doubled.

    ``STAY`` leaves it as it is. The others give it to a municipality of the zone without a
    seat: the first by code, the one with the most inhabitants, or as an agreement says.
    """

    STAY = "stay", "blijven"
    FIRST = "first", "eerste"
    INHABITANTS = "inhabitants", "inwoners"
    AGREEMENT = "agreement", "afspraak"


@columns("zone", "seat", "fate", "before", "after", "who=persons", "until=ends", "why")
@frozen(kw_only=True, field_transformer=tupled)
class ReseatedSeat:
    """What becomes of one seat that speaks for municipalities.

    *before* and *after* are those for whom it speaks. *persons* are the pseudonyms of those
    who sit there: a mandate stays until its end. *until* is that end, ``None`` where it is not
    stated: then somebody must be asked. Where nobody is stated, *is_vacant* says that nobody
    sits there; it is ``None`` where the list of mandates is not complete.
    """

    zone: ZoneId
    seat: SeatId
    body: BodyId
    fate: SeatFate
    before: tuple[str, ...]
    after: tuple[str, ...]
    persons: tuple[PersonId, ...] = ()
    until: date | None = None
    why: str = ""
    is_vacant: bool | None = False

    @property
    def ends(self) -> date | str:
        """The first day after its mandates, unknown where that is not stated, else vacant."""
        if self.is_vacant:
            return term("vacant")
        return self.until or term("unknown")

    @property
    def is_changed(self) -> bool:
        """Whether something becomes of it, or may."""
        return self.fate is not SeatFate.KEPT


@frozen(kw_only=True, repr=False)
class Reseating(Answer[ReseatedSeat]):
    """What becomes of the seats of a council, one row a seat that speaks for municipalities.

    Attributes:
        before: The council as it is stated.
        after: The council from the day on; the same where nothing changes.
        policy: The policy.
        unrepresented: The municipalities of the zone for which no seat speaks afterwards.
        day: The day.

    Example:
        >>> import elzmodel as elz
        >>> dossier = elz.dossier("herkenrode")
        >>> found = reseat(dossier.council(on="2023-06-01"), elz.flanders().on("2025-01-01"))
        >>> [str(council.period) for council in found.within(dossier).councils]
        ['2023-01-01 to 2024-12-31', '2025-01-01 to now']
    """

    before: CareCouncil
    after: CareCouncil
    policy: ReseatPolicy
    unrepresented: Answer[MunicipalityWithoutSeat]
    day: date

    @cached_property
    def changed(self) -> Answer[ReseatedSeat]:
        """The seats of which something becomes, or may."""
        return evolve(self, rows=tuple(row for row in self if row.is_changed))

    @cached_property
    def councils(self) -> tuple[CareCouncil, ...]:
        """The council until the day and from it on; one where nothing changes or it begins then."""
        start = self.before.period.start
        if self.after is self.before or start == self.day:
            return (self.after,)
        return evolve(self.before, period=Period(start, self.day)), self.after

    def within(self, dossier: Dossier) -> Dossier:
        """Return a dossier in which the council is the one until the day and the other from it.

        Raises:
            InvalidValueError: If the dossier does not hold the council.
        """
        if self.before not in dossier.councils:
            raise InvalidValueError("dossier", dossier, said("one that holds the council"))
        councils = (
            new
            for each in dossier.councils
            for new in (self.councils if each == self.before else (each,))
        )
        return evolve(dossier, councils=tuple(councils))


def reseat(
    council: CareCouncil,
    snapshot: Snapshot,
    *,
    policy: str | ReseatPolicy | SeatAgreement = ReseatPolicy.STAY,
    year: int | None = None,
) -> Reseating:
    """Return what becomes of the seats of a council on a day.

    A seat follows its land: it speaks for whatever municipality has that land in the zone. Land
    that left the zone has no voice in it any more; of land whose zone is undecided nothing is
    said but that. The day before is untouched, persons and mandates stay as they are, and
    asking again changes nothing.

    Args:
        council: The council as it is stated.
        snapshot: The day, such as that of ``Outcome.after``.
        policy: Whom seats speak for that are vacated or doubled, or an agreement.
        year: The year of the inhabitants by which the policy ``inhabitants`` chooses; by
            default the newest that is exact.

    Raises:
        NotOnDayError: If the zone does not exist on the day, or nothing is stated of the
            council on it.
        InvalidValueError: If there is no such policy, an agreement cannot be kept, or
            inhabitants that decide are not known.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> found = reseat(council, elz.flanders().on("2025-01-01"))
        >>> [(row.seat, row.fate.value, row.why) for row in found.changed]
        [('lb-3', 'relabelled', 'Hasselt has other land')]
    """
    chosen = _policy(policy)
    if snapshot.day not in council.period:
        raise NotOnDayError("council", str(council.id), snapshot.day, (council.period,))
    work = _Reseat(council, snapshot, year)
    moved = {seat.id: work.moved(seat) for seat in council.seats if work.speaks_for_land(seat)}
    moved = work.doubled(moved)
    if isinstance(policy, SeatAgreement):
        moved = work.agreed(moved, policy)
    elif chosen is not ReseatPolicy.STAY:
        moved = work.given(moved, chosen)
    after = work.council_after(moved)
    unrepresented = unrepresented_municipalities(after, snapshot)
    return Reseating(
        title=said("Seats of {zone} from {day}", zone=council.zone, day=snapshot.day),
        rows=tuple(work.row(each) for each in moved.values()),
        notes=tuple(_notes(moved.values(), unrepresented)),
        row_type=ReseatedSeat,
        before=council,
        after=after,
        policy=chosen,
        unrepresented=unrepresented,
        day=snapshot.day,
    )


def _policy(policy: str | ReseatPolicy | SeatAgreement) -> ReseatPolicy:
    if isinstance(policy, SeatAgreement):
        return ReseatPolicy.AGREEMENT
    known = [each for each in ReseatPolicy if each is not ReseatPolicy.AGREEMENT]
    found = next((each for each in known if policy in {each, each.value}), None)
    if found is None:
        names = said("{known:or all}, or an agreement", known=[each.value for each in known])
        raise InvalidValueError("policy", policy, names)
    return found


# --- how it is found -------------------------------------------------------------------


@frozen
class _Moved:
    """A seat, whom it speaks for afterwards, and what that makes of it."""

    seat: Seat
    represents: tuple[Constituency, ...]
    fate: SeatFate
    was: tuple[UnitId, ...] = ()
    now: tuple[UnitId, ...] = ()
    why: str = ""


def _speaking_for(seat: Seat, land: Iterable[Constituency]) -> tuple[Constituency, ...]:
    """Return whom a seat represents with other land in place of its own; others stay."""
    is_land = [each.kind is ConstituencyKind.MUNICIPALITY for each in seat.represents]
    others = [each for each, is_one in zip(seat.represents, is_land, strict=True) if not is_one]
    first = is_land.index(True) if True in is_land else len(others)
    return (*others[:first], *land, *others[first:])


@frozen
class _Reseat:
    """A council and a day, and all that its seats need to follow their land."""

    council: CareCouncil
    snapshot: Snapshot
    year: int | None

    @cached_property
    def zone(self) -> ZoneId:
        """The zone of the council."""
        return self.snapshot.zone(self.council.zone).id

    @cached_property
    def members(self) -> Mapping[UnitId, Member]:
        """The municipalities of the zone on the day."""
        return {each.municipality.unit: each for each in members_of(self.zone, self.snapshot)}

    @cached_property
    def mandates(self) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """The mandates of the day for each seat."""
        return self.council.mandates_by_seat(on=self.snapshot.day)

    def speaks_for_land(self, seat: Seat) -> bool:
        """Tell whether a seat of the day speaks for a municipality."""
        return self.snapshot.day in seat.period and bool(seat.parts)

    # Seats follow their land.

    def moved(self, seat: Seat) -> _Moved:
        """Return whom a seat speaks for when it follows its land."""
        was = tuple(self._was(each) for each in seat.represents)
        undecided = self._undecided(seat)
        if undecided:
            why = said("the zone of {land:and all} is undecided", land=undecided)
            return _Moved(seat, seat.represents, SeatFate.UNDECIDED, why=why)
        followed = tuple(dict.fromkeys(new for each in seat.represents for new in self._now(each)))
        now = tuple(unit for each in followed for unit in self._units(each.parts))
        if followed == seat.represents:
            return _Moved(seat, followed, SeatFate.KEPT, _known(was), now)
        fate = SeatFate.RELABELLED if followed else SeatFate.VACATED
        return _Moved(seat, followed, fate, _known(was), now, self._why(seat, followed))

    def _was(self, each: Constituency) -> UnitId | None:
        if each.kind is not ConstituencyKind.MUNICIPALITY:
            return None
        was = municipality_of(each.parts, self.snapshot)
        return was.unit if was else None

    def _undecided(self, seat: Seat) -> list[str]:
        land = self.snapshot.layout.living(seat.parts)
        open_land = [part for part in land if part in self.snapshot.zone_map.undecided]
        return [m.name for m in self.snapshot.layout.holding(open_land)]

    def _now(self, each: Constituency) -> Iterator[Constituency]:
        """Yield who has the land of a constituency in the zone; anything else stays."""
        if each.kind is not ConstituencyKind.MUNICIPALITY:
            yield each
            return
        for unit in self._units(each.parts):
            member = self.members[unit]
            yield self.constituency_of(member, each)

    def _units(self, parts: Iterable[PartId]) -> tuple[UnitId, ...]:
        """Return the municipalities that have some land in the zone."""
        land = self.snapshot.layout.living(tuple(parts))
        inside = [part for part in land if self.snapshot.zone_map.by_part.get(part) == self.zone]
        return tuple(m.unit for m in self.snapshot.layout.holding(inside))

    def constituency_of(self, member: Member, old: Constituency | None = None) -> Constituency:
        """Return a municipality as a constituency, as it stands where that says the same."""
        parts = tuple(part for part in member.municipality.parts if part in member.decided)
        if old is not None and set(self.snapshot.layout.living(old.parts)) == set(parts):
            is_itself = self._was(old) in {None, member.municipality.unit}
            if is_itself and old.label == member.municipality.name:
                return old
        return Constituency(
            kind=ConstituencyKind.MUNICIPALITY, label=member.municipality.name, parts=parts
        )

    def _why(self, seat: Seat, followed: Sequence[Constituency]) -> str:
        if not followed:
            land = self.snapshot.layout.living(seat.parts)
            now = tuple(dict.fromkeys(whereabouts(self.snapshot, part) for part in land))
            return said("its land left the zone[: it is in {now:and all}]", now=now)
        old, new = {each.label for each in seat.represents}, [each.label for each in followed]
        if {*new} == old:
            return said("{names:and all} {names:has|have} other land", names=new)
        return said("its land is in {names:and all}", names=new)

    # A seat beside another that speaks for the same municipality.

    def doubled(self, moved: Mapping[SeatId, _Moved]) -> dict[SeatId, _Moved]:
        """Mark seats for one municipality for which a seat of another one speaks already."""
        found = dict(moved)
        for unit, member in self.members.items():
            speaking = [each for each in moved.values() if each.now == (unit,)]
            speaking.sort(key=lambda each: unit not in each.was)
            for each in speaking[1:]:
                if each.was != speaking[0].was:
                    why = said("another seat speaks for {name}", name=member.municipality.name)
                    found[each.seat.id] = evolve(each, fate=SeatFate.DOUBLED, why=why)
        return found

    # Whom it is given to.

    def given(self, moved: Mapping[SeatId, _Moved], policy: ReseatPolicy) -> dict[SeatId, _Moved]:
        """Give seats that are vacated or doubled to municipalities without one."""
        free = [each for each in moved.values() if self._is_free(each)]
        free.sort(key=lambda each: each.fate is SeatFate.DOUBLED)
        found = dict(moved)
        heard = {unit for each in moved.values() for unit in each.now}
        silent = [member for unit, member in self.members.items() if unit not in heard]
        order: Mapping[ReseatPolicy, Callable[[list[Member]], list[Member]]] = {
            ReseatPolicy.FIRST: list,
            ReseatPolicy.INHABITANTS: self._by_inhabitants,
        }
        decided = [member for member in silent if member.decided]
        ranked = order[policy](decided) if len(free) < len(decided) else decided
        for each, member in zip(free, ranked, strict=False):
            found[each.seat.id] = self._given_to(each, member)
        return found

    def _is_free(self, each: _Moved) -> bool:
        board = board_on(self.council, self.snapshot.day)
        is_local = each.seat.cluster is Cluster.LOCAL_AUTHORITY
        is_of_board = board is not None and each.seat.body == board.body.id
        return is_local and is_of_board and each.fate in {SeatFate.VACATED, SeatFate.DOUBLED}

    def _given_to(self, each: _Moved, member: Member) -> _Moved:
        return evolve(
            each,
            represents=_speaking_for(each.seat, [self.constituency_of(member)]),
            fate=SeatFate.GIVEN,
            now=(member.municipality.unit,),
            why=said("{name} had no seat", name=member.municipality.name),
        )

    def _by_inhabitants(self, members: list[Member]) -> list[Member]:
        year = year_or_newest(self.snapshot.figures, self.year, self.snapshot)
        counts: dict[UnitId, float] = {}
        for member in members:
            total = None if year is None else inhabitants_of(member, self.snapshot, year)
            if total is None or total.value is None:
                expected = said(
                    "one of which the inhabitants of {unknown:list all} are known exactly",
                    unknown=[member.municipality.name],
                )
                raise InvalidValueError("year", year, expected)
            counts[member.municipality.unit] = float(total.value)
        return sorted(members, key=lambda each: -counts[each.municipality.unit])

    def agreed(
        self, moved: Mapping[SeatId, _Moved], agreement: SeatAgreement
    ) -> dict[SeatId, _Moved]:
        """Let seats speak for whom an agreement says."""
        found = dict(moved)
        seats = {seat.id: seat for seat in self.council.seats if self.snapshot.day in seat.period}
        self._require_kept(agreement, seats)
        for each in agreement.seats:
            seat, units = seats[each.seat], self._units(each.parts)
            old = found.get(each.seat, _Moved(seat, (), SeatFate.VACATED))
            land = [self.constituency_of(self.members[unit]) for unit in units]
            represents = _speaking_for(seat, land)
            if represents != seat.represents:
                why = said("agreed: {title}", title=agreement.title or agreement.id)
                found[each.seat] = evolve(
                    old, represents=represents, fate=SeatFate.GIVEN, now=units, why=why
                )
        return found

    def _require_kept(self, agreement: SeatAgreement, seats: Collection[SeatId]) -> None:
        """Refuse an agreement of seats, or of land, that are not there on the day."""
        by_part = self.snapshot.zone_map.by_part
        lacking: list[str] = [each.seat for each in agreement.seats if each.seat not in seats]
        for each in agreement.seats:
            living = self.snapshot.layout.living(each.parts)
            outside = [part for part in living if by_part.get(part) != self.zone]
            lacking += outside if living else (each.parts or [each.seat])
        if lacking:
            expected = said(
                "seats of the council, and land of the zone on the day, which "
                "{lacking:list all} {lacking:is|are} not",
                lacking=list(dict.fromkeys(lacking)),
            )
            raise InvalidValueError("agreement", agreement.id, expected)

    # The council afterwards.

    def council_after(self, moved: Mapping[SeatId, _Moved]) -> CareCouncil:
        """Return the council from the day on, and the same one where no seat changes."""
        seats = tuple(
            evolve(seat, represents=moved[seat.id].represents)
            if seat.id in moved and moved[seat.id].represents != seat.represents
            else seat
            for seat in self.council.seats
        )
        if seats == self.council.seats:
            return self.council
        day = self.snapshot.day
        return evolve(
            self.council,
            id=ItemId(f"{self.council.id}-{day.isoformat()}"),
            seats=seats,
            period=Period(day, self.council.period.until),
        )

    def row(self, each: _Moved) -> ReseatedSeat:
        """Return what becomes of a seat, with who sits there."""
        mandates = self.mandates.get(each.seat.id, ())
        ends = [mandate.period.until for mandate in mandates]
        known = [end for end in (*ends, each.seat.period.until) if end is not None]
        return ReseatedSeat(
            zone=self.zone,
            seat=each.seat.id,
            body=each.seat.body,
            fate=each.fate,
            before=each.seat.labels,
            after=tuple(new.label for new in each.represents),
            persons=tuple(mandate.person for mandate in mandates),
            until=min(known) if known and None not in ends else None,
            why=each.why,
            is_vacant=False if mandates else self._without_mandate,
        )

    @property
    def _without_mandate(self) -> bool | None:
        """Whether a seat without a mandate is vacant."""
        return None if "mandates" in self.council.open_lists else True


def _known(units: Iterable[UnitId | None]) -> tuple[UnitId, ...]:
    return tuple(unit for unit in units if unit is not None)


def _notes(
    moved: Iterable[_Moved], unrepresented: Answer[MunicipalityWithoutSeat]
) -> Iterator[str]:
    fates = [each.fate for each in moved]
    if {SeatFate.VACATED, SeatFate.DOUBLED, SeatFate.GIVEN}.intersection(fates):
        yield said("Mandates stay until their end; where none is stated, ask.")
    if unrepresented:
        names = [row.name for row in unrepresented]
        yield said("Without a seat: {names:and all}.", names=names)


# --- policies beside each other --------------------------------------------------------


@columns(
    "policy",
    "changed",
    "given",
    "doubled",
    "vacated",
    "undecided",
    "unrepresented",
    "failing",
    "unknown",
)
@frozen(kw_only=True)
class ComparedPolicy:
    """What one policy does to the seats of a council, counted.

    *changed* are the seats that speak for others, or for other land, than before;
    *unrepresented* the municipalities of the zone without a seat; *failing* and *unknown* the
    rules that the council then fails, and those of which that is not known.
    """

    policy: str
    changed: int
    given: int
    doubled: int
    vacated: int
    undecided: int
    unrepresented: int
    failing: int
    unknown: int


def compare_reseatings(
    council: CareCouncil,
    snapshot: Snapshot,
    *,
    policies: Iterable[str | ReseatPolicy | SeatAgreement] = ("stay", "first", "inhabitants"),
    rules: Iterable[RuleSet] = (),
    year: int | None = None,
) -> Answer[ComparedPolicy]:
    """Return what policies do to the seats of a council, a row each, by what they change.

    Raises:
        NotOnDayError: As `reseat` does.
        InvalidValueError: As `reseat` does.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> found = compare_reseatings(council, elz.flanders().on("2025-01-01"), year=2021)
        >>> [(row.policy, row.changed) for row in found]
        [('stay', 1), ('first', 1), ('inhabitants', 1)]
    """
    sets = tuple(rules)
    asked = [policies] if isinstance(policies, str) else policies
    found = [reseat(council, snapshot, policy=each, year=year) for each in asked]
    return Answer(
        title=said("Policies for seats of {zone} on {day}", zone=council.zone, day=snapshot.day),
        rows=tuple(sorted((_compared(each, sets) for each in found), key=lambda row: row.changed)),
        row_type=ComparedPolicy,
    )


def _compared(found: Reseating, rules: Sequence[RuleSet]) -> ComparedPolicy:
    fates = [row.fate for row in found]
    judged = [row.outcome for each in rules for row in judge(found.after, each, on=found.day)]
    return ComparedPolicy(
        policy=found.policy.value,
        changed=sum(row.fate not in {SeatFate.KEPT, SeatFate.UNDECIDED} for row in found),
        given=fates.count(SeatFate.GIVEN),
        doubled=fates.count(SeatFate.DOUBLED),
        vacated=fates.count(SeatFate.VACATED),
        undecided=fates.count(SeatFate.UNDECIDED),
        unrepresented=len(found.unrepresented),
        failing=judged.count(CheckOutcome.FAIL),
        unknown=judged.count(CheckOutcome.UNKNOWN),
    )
