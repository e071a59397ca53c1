"""Rules of composition: dated, sourced, graded, and held against a council.

A kind of rule is declared in one place, its member of `RuleKind`, behind the functions
that judge it and say what it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, date
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache, wraps
from math import inf
from typing import Any, Final, Self

from attrs import field, frozen

from elzmodel.governance.council import CareCouncil, Cluster, Mandate, MandateStatus, Person, Waiver
from elzmodel.governance.seating import TRAITS, Sitting, balance_of, board_on
from elzmodel.values import (
    Answer,
    CheckOutcome,
    Code,
    Column,
    Day,
    Finding,
    Grade,
    ItemId,
    Period,
    Ref,
    SeatId,
    Severity,
    Source,
    SourceId,
    Table,
    Total,
    columns,
    parse_day,
)
from elzmodel.values.cards import Card, Held
from elzmodel.values.ids import grouped, open_lists_of, tupled
from elzmodel.values.text import Phrase, Said, in_words, phrase, plural, said, short, term

__all__ = ["Rule", "RuleKind", "RuleResult", "RuleSet", "judge"]


@frozen(kw_only=True, field_transformer=tupled)
class Rule:
    """One rule (*regel*) with what it asks, where it stands, and how well it is established.

    A bound that is ``None`` is not set; *is_read* false says that there is a
    figure in the text that has not been read: the outcome is then unknown.

    Attributes:
        title: The rule in a few words.
        dutch: The same in Dutch, where it is known.
        kind: What the rule looks at.
        cluster: The cluster that the rule is about.
        at_least: The smallest number that is allowed.
        at_most: The largest number that is allowed.
        at_most_terms: The largest number of terms in a row.
        at_most_share: The largest share of one kind, such as 2/3.
        values: The words that the rule is about, such as disciplines.
        is_read: Whether the figures in the text have been read.
        article: The article that holds the rule.
        dutch_article: The same in Dutch, where it is known.
        grade: How well the rule is established, from A to U.
        severity: How much it matters that the rule is kept.
        period: The days on which the rule is in force.

    Example:
        >>> import elzmodel as elz
        >>> elz.rules("bvr-2019").rules[0].asks
        '4 to 6'
    """

    id: ItemId
    title: str
    dutch: str = ""
    kind: RuleKind
    cluster: Cluster | None = None
    at_least: int | None = None
    at_most: int | None = None
    at_most_terms: int | None = None
    at_most_share: Fraction | None = None
    values: tuple[str, ...] = ()
    is_read: bool = True
    article: str = ""
    dutch_article: str = ""
    grade: Grade = Grade.U
    severity: Severity = Severity.ERROR
    period: Period = field(factory=Period)
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    @property
    def called(self) -> str:
        """The title, which tables and findings say in Dutch where that is known."""
        return Said(self.title, _Titled(self.title, self.dutch))

    @property
    def cited(self) -> str:
        """The article, which tables and findings say in Dutch where that is known."""
        return Said(self.article, _Titled(self.article, self.dutch_article))

    @property
    def asks(self) -> str:
        """What it asks, in words; ``unknown`` where that was not read."""
        return str(self.expected)

    @cached_property
    def expected(self) -> Phrase:
        """What it asks, to be said in any language."""
        return self.kind.asks(self) if self.is_read else _UNKNOWN


@frozen
class _Titled:
    """A title, or an article, in both languages."""

    english: str
    dutch: str


@in_words.register
def _(value: _Titled, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    return value.dutch if lang == "nl" and value.dutch else value.english


@frozen(kw_only=True, field_transformer=tupled)
class RuleSet(Held):
    """Rules that were in force together during a period (*regels*).

    A document of kind ``rules``.

    Attributes:
        title: What the set is called.
        rules: The rules.
        documents: The documents that this is read from; sources name them by id.
    """

    id: ItemId
    title: str
    period: Period = field(factory=Period)
    rules: tuple[Rule, ...] = ()
    documents: tuple[Source, ...] = ()
    note: str = ""

    def __repr__(self) -> str:
        """Count the rules."""
        return f"<RuleSet {short(self.id)}: {plural(len(self.rules), 'rule')}>"

    def to_card(self) -> Card:
        """Return when they are in force, counted, with each rule."""
        columns = Column("rule"), Column("title"), Column("article")
        rows = [(each.id, each.called, each.cited) for each in self.rules]
        return Card(
            self.title,
            [("rules", self.id), ("period", self.period), ("number of rules", len(rows))],
            tables=[Table(said("Rules"), columns, rows)],
            notes=[self.note],
            sources=[document.title for document in self.documents],
        )


# --- what every kind of rule needs -----------------------------------------------------


@frozen
class Case:
    """What rules are held against: a council on a day, and its persons."""

    council: CareCouncil
    day: date
    persons: tuple[Person, ...]

    @cached_property
    def board(self) -> Sitting | None:
        """The board of the day."""
        return board_on(self.council, self.day)


@frozen
class Ruling:
    """What came out, and what was seen; *why* says what is missing where that is unknown."""

    outcome: CheckOutcome
    observed: Phrase | Total | str = ""
    why: Phrase | str = ""


_Judge = Callable[[Rule, Case], Ruling]
_Asks = Callable[[Rule], Phrase]
_PASS, _FAIL = CheckOutcome.PASS, CheckOutcome.FAIL
_UNKNOWN: Final = phrase("unknown")
_SEATS_OPEN: Final = phrase("the list of seats is not complete")
_NOBODY: Final = phrase("nobody it speaks of")


def _unknown(why: Phrase, observed: Phrase | Total | str = "") -> Ruling:
    return Ruling(CheckOutcome.UNKNOWN, observed, why)


def _of_seats(judge_seats: Callable[[Rule, Sitting], Ruling]) -> _Judge:
    """Let a rule be unknown where no board, or no seat of it, is stated."""

    @wraps(judge_seats)
    def of_seats(rule: Rule, case: Case) -> Ruling:
        board = case.board
        if board is None:
            return _unknown(phrase("no board is stated"))
        if not any(seat.body == board.body.id for seat in case.council.seats):
            return _unknown(phrase("no seat of the board is stated"))
        return judge_seats(rule, board)

    return of_seats


def _counted(rule: Rule, number: Total, why: Phrase) -> Ruling:
    """Hold a number between bounds against the bounds of a rule, both included."""
    shown: Phrase | Total = number
    if number.high is not None and not number.is_exact:
        shown = phrase("{low} to {high}", low=number.low, high=number.high)
    if rule.at_least is None and rule.at_most is None:
        return _unknown(phrase("the rule sets no figure"), shown)
    least, most = rule.at_least or 0, inf if rule.at_most is None else rule.at_most
    high = inf if number.high is None else number.high
    if number.low > most or high < least:
        return Ruling(_FAIL, shown)
    if number.low >= least and high <= most:
        return Ruling(_PASS, shown)
    return _unknown(why, shown)


def _combined(
    answers: Iterable[tuple[SeatId, bool | None]], *, is_open: bool, why: Phrase
) -> Ruling:
    """Say which seats do not keep to a rule, else of which that is not known.

    Where a rule speaks of no seat at all, nothing was seen that keeps to it.
    """
    by_seat = grouped(answers)
    if not by_seat:
        return _unknown(_NOBODY)
    if failing := sorted(seat for seat, keeps in by_seat.items() if False in keeps):
        return Ruling(_FAIL, phrase("not so for {seats}", seats=failing))
    if unstated := sorted(seat for seat, keeps in by_seat.items() if None in keeps):
        return _unknown(why, phrase("unknown for {seats}", seats=unstated))
    if is_open:
        return _unknown(_SEATS_OPEN, phrase("so for {n} known", n=len(by_seat)))
    return Ruling(_PASS, phrase("so for all {n}", n=len(by_seat)))


def _limits(rule: Rule) -> Phrase:
    if rule.at_least is not None and rule.at_most is not None:
        return phrase("{low} to {high}", low=rule.at_least, high=rule.at_most)
    if rule.at_least is not None:
        return phrase("at least {n}", n=rule.at_least)
    return _UNKNOWN if rule.at_most is None else phrase("at most {n}", n=rule.at_most)


def _terms(rule: Rule) -> tuple[str, ...]:
    return tuple(map(term, rule.values))


def _one_of(rule: Rule) -> Phrase:
    return phrase("{values:or all}", values=_terms(rule)) if rule.values else _UNKNOWN


# --- how each kind is judged, and what it asks ------------------------------------------


@_of_seats
def _seats(rule: Rule, board: Sitting) -> Ruling:
    number = len(board.seats_in(rule.cluster))
    return _counted(rule, board.counted(number, "seats"), _SEATS_OPEN)


def _legal_form(rule: Rule, case: Case) -> Ruling:
    form = case.council.legal_form
    if not form:
        return _unknown(phrase("the legal form is not stated"))
    if not rule.values:
        return _unknown(phrase("the rule names no legal form"), form)
    if form.casefold() in {value.casefold() for value in rule.values}:
        return Ruling(_PASS, form)
    if "values" in rule.open_lists:
        return _unknown(phrase("the list of legal forms is not complete"), form)
    return Ruling(_FAIL, form)


_VOICE_UNSTATED: Final = phrase("for whom it speaks is not stated")


@_of_seats
def _admitted(rule: Rule, board: Sitting) -> Ruling:
    if not rule.values:
        return _unknown(phrase("the rule names nobody"))
    others = None if "values" in rule.open_lists else False
    answers = (
        (seat.id, others if answer is False else answer)
        for seat in board.seats_in(rule.cluster)
        for answer in seat.answers(rule.values)
    )
    return _combined(answers, is_open=board.is_open("seats"), why=_VOICE_UNSTATED)


@_of_seats
def _belongs(rule: Rule, board: Sitting) -> Ruling:
    if not rule.values or rule.cluster is None:
        return _unknown(phrase("the rule names nobody"))
    answers: list[tuple[SeatId, bool | None]] = []
    for seat in board.seats:
        is_there, speaks = seat.cluster is rule.cluster, seat.speaks_for(rule.values)
        if speaks or (speaks is None and not is_there):
            answers.append((seat.id, is_there if speaks else None))
    return _combined(answers, is_open=board.is_open("seats"), why=_VOICE_UNSTATED)


def _asks_cluster(rule: Rule) -> Phrase:
    cluster = rule.cluster or _UNKNOWN
    return phrase("{values:or all} in {cluster}", values=_terms(rule), cluster=cluster)


def _balance(rule: Rule, case: Case) -> Ruling:
    if case.board is None:
        return _unknown(phrase("no board is stated"))
    if not rule.values or not TRAITS.keys() >= set(rule.values):
        return _unknown(phrase("the rule names something that is not stated about persons"))
    if rule.at_most_share is None:
        return _unknown(phrase("the rule sets no figure"))
    balances = [balance_of(case.board, case.persons, value) for value in rule.values]
    if not any(each.persons for each in balances):
        return _unknown(_NOBODY)
    exceeded = {each.exceeds(rule.at_most_share) for each in balances}
    counts = [
        phrase(
            "{n} of {persons} {kind}"
            if count.low == count.high
            else "{n} or more of {persons} {kind}",
            n=count.low,
            persons=each.persons,
            kind=term(count.kind),
        )
        for each in balances
        for count in each
    ]
    observed = phrase("{counts:list all}", counts=counts)
    if None in exceeded and True not in exceeded:
        return _unknown(phrase("too little is stated about who sits there"), observed)
    return Ruling(_FAIL if True in exceeded else _PASS, observed)


def _asks_balance(rule: Rule) -> Phrase:
    if rule.at_most_share is None:
        return phrase("a balance by {values:or all}", values=_terms(rule))
    share = phrase("at most {share} of one kind", share=rule.at_most_share)
    return phrase("{asks} by {values:or all}", asks=share, values=_terms(rule))


@_of_seats
def _term(rule: Rule, board: Sitting) -> Ruling:
    if rule.at_most is None and rule.at_most_terms is None:
        return _unknown(phrase("the rule sets no figure"))
    seats = {seat.id for seat in board.seats_in(rule.cluster)}
    if not seats:
        return _unknown(_NOBODY)
    answers = [
        (each.seat, keeps)
        for each in board.council.mandates
        if each.seat in seats
        and each.status is not MandateStatus.ENDED
        and board.day in each.period
        for keeps in _keeps_to(rule, each)
    ]
    if not answers:
        return _unknown(phrase("no mandate is stated"))
    why = phrase("how long, or for how many terms, is not stated")
    return _combined(answers, is_open=board.is_open("seats", "mandates"), why=why)


def _keeps_to(rule: Rule, mandate: Mandate) -> Iterator[bool | None]:
    start, until = mandate.period.start, mandate.period.until
    if rule.at_most is not None:
        if start is None or until is None:
            yield None
        else:
            yield until <= _years_later(start, rule.at_most)
    if rule.at_most_terms is not None:
        yield None if mandate.terms is None else mandate.terms <= rule.at_most_terms


def _years_later(day: date, years: int) -> date:
    """Return the same day some years later, or the last day that there is.

    29 February becomes 1 March where there is none.
    """
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _asks_term(rule: Rule) -> Phrase:
    years, terms = rule.at_most, rule.at_most_terms
    limits = [] if years is None else [phrase("{n} {n:year|years}", n=years)]
    limits += [] if terms is None else [phrase("{n} {n:term|terms}", n=terms)]
    return phrase("at most {limits:and}", limits=limits) if limits else _UNKNOWN


def _platform(rule: Rule, case: Case) -> Ruling:
    number = len(set(case.council.platforms))
    if not number:
        return _unknown(phrase("no platform is stated"))
    is_open = "platforms" in case.council.open_lists
    total = Total(number, None if is_open else number)
    return _counted(rule, total, phrase("the list of platforms is not complete"))


@_of_seats
def _represented(rule: Rule, board: Sitting) -> Ruling:
    if not rule.values:
        return _unknown(phrase("the rule names nobody"))
    answers = [seat.speaks_for(rule.values) for seat in board.seats_in(rule.cluster)]
    low = answers.count(True)
    high = None if board.is_open("seats") else low + answers.count(None)
    why = phrase("for whom the seats speak is not complete")
    return _counted(rule, Total(low, high), why)


def _asks_voices(rule: Rule) -> Phrase:
    return phrase("{asks} for {values:or all}", asks=_limits(rule), values=_terms(rule))


# --- the kinds -------------------------------------------------------------------------


_SENTENCES: Final = {
    "": "{title} ({rules}): {observed}, expected {expected}[; {why}][; waived: {reason}]",
    "unseen": "{title} ({rules}): unknown, expected {expected}[; {why}]",
}


@frozen
class _Declared:
    """A kind of rule: its word in documents, how it is judged and said, and its code."""

    word: str
    judge: _Judge
    asks: _Asks
    code: str
    meaning: str
    explanation: str


class RuleKind(Enum):
    """What a rule looks at; each is judged, and said, as its member declares."""

    _value_: str
    code: Code
    judge: _Judge
    asks: _Asks

    def __new__(cls, declared: Any) -> Self:  # noqa: ANN401 - its word finds it as well
        """Declare a kind under its word in documents."""
        self = object.__new__(cls)
        self._value_ = declared.word
        self.judge = declared.judge
        self.asks = declared.asks
        self.code = Code(
            declared.code,
            _SENTENCES,
            severity=Severity.ERROR,
            meaning=declared.meaning,
            explanation=declared.explanation,
        )
        return self

    SEATS = _Declared(
        "seats",
        _seats,
        _limits,
        "ELZ-G001",
        "a cluster has too few or too many board seats",
        "A rule about seats. `unknown` where no board or no seat of it is stated, where the list "
        "of seats is not complete and the known ones do not decide, or where the figures of the "
        "rule were not read. Look at the seats of the cluster on that day; vacant ones count. "
        "`headroom` says how many to add.",
    )
    """How many seats a cluster has in the board: *at_least*, *at_most*."""

    LEGAL_FORM = _Declared(
        "legal-form",
        _legal_form,
        _one_of,
        "ELZ-G002",
        "the council is not of a legal form that the rule names",
        "`unknown` where the legal form is not stated.",
    )
    """What the council is in law: one of *values*."""

    ADMITTED = _Declared(
        "admitted",
        _admitted,
        _one_of,
        "ELZ-G003",
        "a seat speaks for somebody whom its cluster does not admit",
        "Seats of the cluster are held against the list of the rule. `unknown` where there is "
        "none, for a seat that does not state for whom it speaks, and for what is not named where "
        "the list is open. Give the constituency the *ref* that the list uses, such as "
        "`huisarts`, or move the seat to another cluster.",
    )
    """Which disciplines or services a cluster admits: those in *values*."""

    BELONGS = _Declared(
        "belongs",
        _belongs,
        _asks_cluster,
        "ELZ-G004",
        "a service has its seat in another cluster",
        "A rule says to which cluster some services belong, such as the OCMW to local "
        "authorities. Move the seat to that cluster. `unknown` where no seat speaks for them.",
    )
    """To which cluster the services in *values* belong."""

    BALANCE = _Declared(
        "balance",
        _balance,
        _asks_balance,
        "ELZ-G005",
        "one kind of person has too large a share of the board",
        "Whole numbers are compared. `unknown` where persons of whom it is not stated would "
        "decide, and where the rule sets no figure; nothing is inferred from a name.",
    )
    """How the board is divided: no more than *at_most_share* is of one kind.

    *values* say by what: ``gender``, ``self-employed`` or ``profile``.
    """

    TERM = _Declared(
        "term",
        _term,
        _asks_term,
        "ELZ-G006",
        "a mandate is too long, or is one term too many",
        "`unknown` where first or last day, or the number of terms, is not stated.",
    )
    """How long a mandate lasts, in years, and how often in a row: *at_most*, *at_most_terms*."""

    PLATFORM = _Declared(
        "platform",
        _platform,
        _limits,
        "ELZ-G007",
        "the council takes part in too few regional care platforms",
        "`unknown` where no platform is stated.",
    )
    """In how many regional care platforms the council takes part: *at_least*."""

    REPRESENTED = _Declared(
        "represented",
        _represented,
        _asks_voices,
        "ELZ-G008",
        "too few or too many seats speak for somebody",
        "A rule about how many seats of the board speak for some disciplines, services or "
        "municipalities. `unknown` where seats that do not state for whom they speak would "
        "decide.",
    )
    """How many board seats speak for something in *values*: *at_least*, *at_most*.

    A value is a discipline or a service, or a kind such as ``municipality``.
    """


# --- rules held against a council ------------------------------------------------------


@columns(
    *("rule=rule.id", "title=rule.called", "outcome", "observed=seen", "expected"),
    *("grade=rule.grade", "article=rule.cited"),
)
@frozen
class RuleResult:
    """A rule, and what came out when it was held against a council.

    The finding is about the rule, and says the same in a sentence.
    """

    rule: Rule
    finding: Finding

    @property
    def outcome(self) -> CheckOutcome:
        """Whether it is passed, failed or not known; a waived fail is a pass."""
        return self.finding.outcome

    @property
    def observed(self) -> str:
        """What was seen."""
        return self.finding.observed

    @property
    def expected(self) -> str:
        """What the rule asks."""
        return self.finding.expected

    @property
    def why(self) -> str:
        """What is missing, where the outcome is not known."""
        missing = self.finding.values["why"]
        return Said(str(missing), missing)

    @property
    def seen(self) -> str:
        """What was seen, and what is missing to know the outcome or why it need not be kept."""
        if not self.observed:
            return self.why
        reason = self.finding.values["reason"]
        return said(
            "{observed}[: {why}][; waived: {reason}]",
            observed=self.observed,
            why=self.why,
            reason=reason,
        )

    def __str__(self) -> str:
        """Show the finding."""
        return str(self.finding)


def judge(
    council: CareCouncil, rules: RuleSet, *, on: Day, persons: Iterable[Person] = ()
) -> Answer[RuleResult]:
    """Return one result a rule, in the order of the set: pass, fail or unknown.

    Seats are those of the board, vacant ones included. What is not stated, a
    list that is not complete and a figure that was not read make an outcome
    unknown, unless what is known decides. A rule whose period does not hold the
    day is not judged. A waiver that holds on the day turns a fail into a pass
    that says so. The period of the set does not matter; rules about who sits there
    need the *persons* of the dossier.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> results = judge(council, elz.rules("bvr-2019"), on="2023-06-01")
        >>> results[0].rule.id, results[0].outcome.value, results[0].observed, results[0].expected
        ('R1', 'pass', '6', '4 to 6')
    """
    return _judged(Case(council, parse_day(on), tuple(persons)), rules)


@lru_cache(maxsize=64)  # What might become of a council is held against it as it is, each time.
def _judged(case: Case, rules: RuleSet) -> Answer[RuleResult]:
    results = (
        RuleResult(rule, _finding(rule, rules, case))
        for rule in rules.rules
        if case.day in rule.period
    )
    title = said("Rules of {rules} on {day}", rules=rules.id, day=case.day)
    return Answer(title=title, rows=tuple(results), row_type=RuleResult)


def _ruling(rule: Rule, case: Case) -> Ruling:
    if case.day not in case.council.period:
        return _unknown(phrase("nothing is stated about that day"))
    if not rule.is_read:
        return _unknown(phrase("the figure in the text was not read"))
    return rule.kind.judge(rule, case)


def _finding(rule: Rule, rules: RuleSet, case: Case) -> Finding:
    ruling = _ruling(rule, case)
    waiver = _waiver(rule, case) if ruling.outcome is _FAIL else None
    more = waiver.sources if waiver else ()
    seen: dict[str, Any] = {}
    if ruling.observed != "":
        seen = {"observed": ruling.observed, "reason": waiver.reason if waiver else ""}
    council = case.council.id
    return rule.kind.code.finding(
        Ref("rule", rule.id, label=f"{council}/{rule.id}", within=Ref("council", council)),
        variant="" if seen else "unseen",
        severity=rule.severity,
        outcome=_PASS if waiver else ruling.outcome,
        sources=tuple(dict.fromkeys((*rule.sources, *more))),
        article=rule.cited,
        grade=rule.grade,
        title=rule.called,
        rules=rules.id,
        expected=rule.expected,
        why=ruling.why,
        **seen,
    )


def _waiver(rule: Rule, case: Case) -> Waiver | None:
    waivers = (each for each in case.council.waivers if each.rule == rule.id)
    return next((each for each in waivers if each.until is None or case.day < each.until), None)
