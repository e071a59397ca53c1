"""Law 14: missing data give `unknown`; filling them in gives exactly one of pass or fail.

Data are taken away from a council of which everything is stated: what is left
may be unknown, but never pass where the whole fails or the other way round.
Permuting seats, persons or rules changes no finding.
"""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from elzmodel.governance import (
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Mandate,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    balance,
    check_council,
    headroom,
    judge,
)
from elzmodel.testing.strategies import councils, days, periods, persons, rule_sets
from elzmodel.values import CheckOutcome, Period, Place

GP = Constituency(kind=ConstituencyKind.DISCIPLINE, label="x", ref="huisarts")
KNOWN = {CheckOutcome.PASS, CheckOutcome.FAIL}


@st.composite
def persons_of(draw, council, day):
    """Draw every person of a council who sits there on a day."""
    ids = council.persons_in("board", on=day)
    return [draw(persons(ids=[person])) for person in ids]


@st.composite
def complete_worlds(draw):
    """Draw a council of which everything is stated, its persons, rules that were read, a day."""
    day = draw(days())
    drawn = draw(councils())
    seats = [
        evolve(
            seat,
            period=Period(),
            represents=[c if c.ref or c.parts else GP for c in seat.represents] or [GP],
        )
        for seat in drawn.seats
    ]
    term = Period(day.replace(day=1), day.replace(year=day.year + 2, day=2))
    mandates = [
        Mandate(seat=s.id, person=f"p{n}", terms=1 + n % 3, period=term)
        for n, s in enumerate(seats)
    ]
    council = evolve(
        drawn,
        seats=seats,
        mandates=mandates,
        platforms=drawn.platforms or ["rzp-1"],
        legal_form=drawn.legal_form or "vzw",
        offices=(),
        open_lists=(),
    )
    known = [
        Person(
            id=mandate.person,
            gender=draw(st.sampled_from(Gender)),
            self_employed=draw(st.booleans()),
            profiles=[draw(st.sampled_from(["jurist", "econoom"]))],
        )
        for mandate in mandates
    ]
    rules = draw(rule_sets())
    read = [evolve(rule, is_read=True, open_lists=(), period=Period()) for rule in rules.rules]
    return council, known, evolve(rules, rules=read), day


def decides(rule) -> bool:
    """Tell whether a rule says something that can be decided."""
    if rule.kind in {RuleKind.SEATS, RuleKind.REPRESENTED}:
        return not (rule.at_least is None and rule.at_most is None)
    if rule.kind is RuleKind.TERM:
        return not (rule.at_most is None and rule.at_most_terms is None) and rule.cluster is None
    return rule.kind is not RuleKind.BALANCE or rule.at_most_share is not None


@given(complete_worlds())
def test_where_everything_is_stated_nothing_is_unknown(world) -> None:
    """Each rule that sets a figure, and speaks of somebody, is passed or failed."""
    council, known, rules, day = world
    assume(council.seats)
    kinds = {each.kind for seat in council.seats for each in seat.represents}
    findings = judge(council, rules, on=day, persons=known)
    for rule, finding in zip(rules.rules, findings, strict=True):
        # Of which kind an organisation is, a council does not say.
        if decides(rule) and ConstituencyKind.ORGANISATION not in kinds:
            speaks_of_nobody = "nobody it speaks of" == finding.why
            assert speaks_of_nobody == (finding.outcome not in KNOWN), finding


@st.composite
def with_gaps(draw, world):
    """Take data away: bits of persons, of mandates, of seats, members of lists."""
    council, known, rules, _ = world

    def some(items):
        return [item for item in items if draw(st.booleans())]

    def maybe(value, blank):
        return value if draw(st.booleans()) else blank

    lists = draw(st.sets(st.sampled_from(["seats", "mandates", "platforms"])))
    gaps = [
        evolve(
            p,
            gender=maybe(p.gender, None),
            self_employed=maybe(p.self_employed, None),
            profiles=maybe(p.profiles, ()),
        )
        for p in some(known)
    ]
    mandates = some(council.mandates) if "mandates" in lists else council.mandates
    seats = some(council.seats) if "seats" in lists else council.seats
    platforms = some(council.platforms) if "platforms" in lists else council.platforms
    less = evolve(
        council,
        legal_form=maybe(council.legal_form, ""),
        platforms=platforms,
        seats=[evolve(s, represents=maybe(s.represents, ())) for s in seats],
        mandates=[
            evolve(
                m,
                terms=maybe(m.terms, None),
                period=Period(maybe(m.period.start, None), maybe(m.period.until, None)),
            )
            for m in mandates
        ],
        open_lists=sorted(lists),
    )
    unread = [evolve(rule, is_read=draw(st.booleans())) for rule in rules.rules]
    return less, gaps, evolve(rules, rules=unread)


@given(complete_worlds(), st.data())
def test_what_is_missing_gives_unknown_or_what_the_whole_gives(world, data) -> None:
    """No gap turns a fail into a pass, or a pass into a fail."""
    council, known, rules, day = world
    less, gaps, unread = data.draw(with_gaps(world))
    whole = judge(council, rules, on=day, persons=known)
    part = judge(less, unread, on=day, persons=gaps)
    for one, other in zip(whole, part, strict=True):
        if one.outcome in KNOWN:
            assert other.outcome in {one.outcome, CheckOutcome.UNKNOWN}, (one, other)


@given(complete_worlds(), st.data())
def test_bounds_of_a_balance_hold_what_the_whole_gives(world, data) -> None:
    """The share that is known with everything stated lies within the bounds without it."""
    council, known, _, day = world
    less, gaps, _ = data.draw(with_gaps(world))
    of = data.draw(st.sampled_from(["gender", "self-employed", "profile"]))
    whole = balance(council, known, of=of, on=day)
    part = balance(less, gaps, of=of, on=day)
    for count in whole:
        share, true = part.share(count.kind), whole.share(count.kind)
        if share is not None and true is not None:
            assert share.low <= true.low == true.high <= share.high


def anywhere(finding):
    """Leave out where a finding stands: a reference says which of the mandates it is in."""
    return evolve(finding, place=Place())


@given(councils(), rule_sets(), days(), st.data())
def test_order_changes_no_finding(council, rules, day, data) -> None:
    """Seats, mandates, offices, persons and rules may stand in any order."""
    known = data.draw(persons_of(council, day))
    turned = evolve(
        council,
        **{
            name: data.draw(st.permutations(getattr(council, name)))
            for name in ("seats", "mandates", "offices", "memberships", "platforms")
        },
    )
    others = evolve(rules, rules=data.draw(st.permutations(rules.rules)))
    shuffled = data.draw(st.permutations(known))
    one = judge(council, rules, on=day, persons=known)
    other = judge(turned, others, on=day, persons=shuffled)
    assert sorted(map(repr, one)) == sorted(map(repr, other))
    doubts = check_council(council, on=day, rules=rules, persons=known)
    assert [*map(anywhere, doubts)] == [
        anywhere(each) for each in check_council(turned, on=day, rules=others, persons=shuffled)
    ]


@st.composite
def rules_about_seats(draw):
    """Draw a set of rules about seats, read and always in force."""
    about_seats = st.builds(
        Rule,
        id=st.just("x"),
        title=st.just("seats"),
        kind=st.just(RuleKind.SEATS),
        cluster=st.none() | st.sampled_from(Cluster),
        at_least=st.none() | st.integers(0, 4),
        at_most=st.none() | st.integers(4, 8),
    )
    drawn = draw(st.lists(about_seats, min_size=1, max_size=3))
    rules = [evolve(rule, id=f"R{number}") for number, rule in enumerate(drawn)]
    return RuleSet(id="drawn", title="x", rules=rules)


@given(councils(), rules_about_seats(), days())
def test_room_agrees_with_the_outcome_of_rules_about_seats(council, rules, day) -> None:
    """A rule that is passed asks for no seat more; one that is failed for some, or for fewer."""
    outcomes = {each.rule.id: each.outcome for each in judge(council, rules, on=day)}
    for room in headroom(council, rules, on=day):
        outcome = outcomes.get(room.rule or "")
        if outcome is CheckOutcome.PASS and room.must_add is not None:
            assert 0 == room.must_add.high
        if room.must_add is not None and room.must_add.low > 0:
            assert outcome in {CheckOutcome.FAIL, CheckOutcome.UNKNOWN}


@given(complete_worlds(), periods())
def test_a_rule_is_judged_on_the_days_of_its_period_only(world, period) -> None:
    """There is one finding for each rule whose period holds the day."""
    council, known, rules, day = world
    dated = evolve(rules, rules=[evolve(rule, period=period) for rule in rules.rules])
    expected = len(rules.rules) if day in period else 0
    assert expected == len(judge(council, dated, on=day, persons=known))
