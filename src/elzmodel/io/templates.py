"""Documents to begin with: commented, in one language, and clean when they are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date
from textwrap import indent, wrap
from typing import Any, Final

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance import Cluster, Rule, RuleKind, RuleSet
from elzmodel.io._writer import WIDTH, write_yaml
from elzmodel.io.kind import FORMAT_VERSION
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.territory import Municipality
from elzmodel.values import Day, ZoneId, parse_day
from elzmodel.values.text import in_words, said

__all__ = ["TEMPLATES", "template"]

TEMPLATES: Final = ("dossier", "scenario", "events", "rules")
"""The kinds of documents that can be begun."""


def template(  # noqa: PLR0913 - one argument a question
    kind: str,
    within: Landscape,
    *,
    on: Day,
    zone: str = "",
    lang: str = "en",
    file: str = "",
    events: Sequence[str] = (),
) -> str:
    """Return a document to begin with: what is known stands in it, the rest as remarks.

    A dossier has the municipalities of its zone on the day as land of seats, as many seats
    as the rules ask at least, and an empty plan. What stands in a remark with a key can be
    used when the ``#`` is taken away.

    Args:
        kind: One of `TEMPLATES`.
        within: The landscape of which it speaks.
        on: The day whose zone, municipalities and rules are meant.
        zone: Of a dossier, the zone: its id, name or alias.
        lang: The language of the remarks, ``"en"`` or ``"nl"``.
        file: What the file is called, for the remark on how it is checked.
        events: The files of events of *within*, for the same remark.

    Raises:
        InvalidValueError: If there is no such kind, or no such language, or an example
            would happen after the last day that there is.
        UnknownIdError: If there is no such zone.
        NotOnDayError: If the zone does not exist on that day.

    Example:
        >>> import elzmodel as elz
        >>> text = template("dossier", elz.flanders(), on="2025-01-01", zone="haspengouw")
        >>> council = elz.loads(text, of=elz.Dossier).councils[0]
        >>> [seat.labels for seat in council.seats if seat.parts][:2]
        [('Gingelom',), ('Nieuwerkerken',)]
    """
    if kind not in TEMPLATES:
        raise InvalidValueError("kind of template", kind, said("{names:or}", names=[*TEMPLATES]))
    day = parse_day(on)
    page = _Page(lang, file or f"{kind}.yaml", within, within.on(day), day)
    lines = _dossier(page, zone) if kind == "dossier" else _PAGES[kind](page)
    return "\n".join([*_head(kind, page, events), *lines]) + "\n"


@frozen
class _Page:
    """What a template is written for, and how its remarks are said."""

    lang: str
    file: str
    within: Landscape
    snapshot: Snapshot
    day: date

    def remark(self, text: str, by: str = "", /, **values: object) -> Iterator[str]:
        """Yield a remark, folded, indented *by* some blanks."""
        words = in_words(said(text, **values), self.lang)
        yield from (
            f"{by}# {line}"
            for line in wrap(
                words, WIDTH - len(by) - 2, break_long_words=False, break_on_hyphens=False
            )
        )


def _head(kind: str, page: _Page, events: Sequence[str]) -> Iterator[str]:
    yield from page.remark("A line that begins with # is a remark: take the # away to use it.")
    yield from page.remark(
        "Write what documents say, and leave out what they do not say: that is unknown."
    )
    yield from page.remark("Check it; what is still to be filled in is told as unknown:")
    beside = "".join(f" --within {each}" for each in events)
    yield f"#   elzmodel check {page.file} --on {page.day}{beside}"
    yield from page.remark("What an editor needs to know the keys:")
    yield f"#   elzmodel schema {kind} > {kind}.schema.json"
    yield f"elzmodel: {FORMAT_VERSION}"
    yield f"kind: {kind}"


# --- dossiers ---------------------------------------------------------------------------

_SEAT_IDS: Final = {
    Cluster.CARE: ("care", "zorg"),
    Cluster.WELFARE: ("welfare", "welzijn"),
    Cluster.LOCAL_AUTHORITY: ("local", "lokaal"),
    Cluster.PZON: ("pzon", "pzon"),
    Cluster.OPTIONAL: ("optional", "optioneel"),
}


def _dossier(page: _Page, key: str) -> Iterator[str]:
    zone = page.snapshot.zone(key)
    yield from write_yaml({"zone_id": zone.id, "title": zone.name}).splitlines()
    yield from page.remark("Only of an example that nobody published:")
    yield "# is_invented: true"
    yield ""
    yield from page.remark(
        "The documents that you read. Everything below can name them under sources. A year "
        "alone needs quotes."
    )
    yield "# documents:"
    yield '#   - {id: D1, title: Beleidsplan, date: "2025"}'
    yield ""
    yield from page.remark("What the zone says of itself, such as its mission:")
    yield "# statements:"
    yield "#   - {id: missie, kind: mission, title: Samen zorgen, sources: [D1]}"
    yield ""
    yield from _council(page, zone.id)
    yield ""
    yield from _plan(page)
    yield ""
    yield from page.remark("Who works together; a name of your own for each, as its id.")
    yield "# partners:"
    yield "#   - {id: voorbeeldhuis, name: Voorbeeldhuis, kind: organisation, clusters: [welfare]}"
    yield from page.remark("Persons have a pseudonym; a name only where the zone published it.")
    yield "# persons:"
    yield "#   - {id: p01}"
    yield ""
    yield from page.remark("Lists that are not complete. Take out what is complete.")
    yield "open_lists: [statements, partners, persons]"


def _council(page: _Page, zone: ZoneId) -> Iterator[str]:
    board = "bestuursorgaan" if page.lang == "nl" else "board"
    yield "councils:"
    yield f"  - id: {'zorgraad' if page.lang == 'nl' else 'council'}"
    yield f"    zone: {zone}"
    yield from page.remark(
        "The days for which this holds. Behind until stands the first day after: up to and "
        "including 31 December 2031 is until 2032-01-01.",
        "    ",
    )
    yield "    # period: {start: 2020-07-01, until: 2032-01-01}"
    yield from page.remark("The legal form, where it is stated:", "    ")
    yield "    # legal_form: vzw"
    yield "    bodies:"
    yield f"      - {{id: {board}, kind: board}}"
    yield from page.remark(
        "As many seats as the rules ask at least, and one for each municipality as far as they "
        "allow. Of rules whose figures were not read, the last that were stand here.",
        "    ",
    )
    yield "    seats:"
    for cluster in _SEAT_IDS:
        yield from _seats(page, zone, cluster, board)
    yield from page.remark(
        "Who sits where. A seat without a mandate is vacant. Replace the pseudonym by one of "
        "the persons below.",
        "    ",
    )
    first = _SEAT_IDS[Cluster.CARE][page.lang == "nl"]
    yield "    # mandates:"
    yield f"    #   - {{seat: {first}-1, person: p01}}"
    yield "    open_lists: [mandates, offices, memberships]"


def _seats(page: _Page, zone: ZoneId, cluster: Cluster, board: str) -> Iterator[str]:
    rules, rule = _rule_of(page, cluster)
    name = _CLUSTERS[cluster]
    if rule is None or rules is None:
        yield from page.remark("{cluster}: no figures are known.", _SEAT, cluster=said(name))
    else:
        yield from page.remark(
            "{cluster}: {asks} ({rule} of {rules}).",
            _SEAT,
            cluster=said(name),
            asks=rule.expected,
            rule=rule.id,
            rules=rules.id,
        )
    if cluster is Cluster.LOCAL_AUTHORITY:
        yield from page.remark(
            "A municipality is written with its land, so that its seat follows what becomes of it.",
            _SEAT,
        )
    if cluster is Cluster.CARE:
        yield from page.remark("For whom each seat speaks is still to be filled in.", _SEAT)
    for number, line in enumerate(_written_seats(page, zone, cluster, board, rule)):
        yield line
        if cluster is Cluster.CARE and number == 2:
            example = "[{kind: discipline, label: Huisartsen, ref: huisarts}]"
            yield f"{_SEAT}  # represents: {example}"


_SEAT: Final = "      "
_CLUSTERS: Final = {
    Cluster.CARE: "Care",
    Cluster.WELFARE: "Welfare",
    Cluster.LOCAL_AUTHORITY: "Local authorities",
    Cluster.PZON: "People with care needs, informal carers and volunteers",
    Cluster.OPTIONAL: "Optional partners",
}


def _written_seats(
    page: _Page, zone: ZoneId, cluster: Cluster, board: str, rule: Rule | None
) -> Iterator[str]:
    least = (rule.at_least if rule else None) or 0
    most = rule.at_most if rule else None
    spoken: list[list[dict[str, Any]]] = [[] for _ in range(least)]
    if cluster is Cluster.LOCAL_AUTHORITY:
        lands = list(_lands(page.snapshot, zone))
        number = max(least, len(lands) if most is None else min(len(lands), most))
        spoken = [[] for _ in range(number)]
        for index in range(max(number, len(lands))):
            spoken[index % number].append(lands[index % len(lands)])
    word = _SEAT_IDS[cluster][page.lang == "nl"]
    for index, represents in enumerate(spoken, 1):
        seat = {"id": f"{word}-{index}", "body": board, "cluster": cluster.value}
        plain = {"seats": [seat | ({"represents": represents} if represents else {})]}
        yield from indent(write_yaml(plain).partition("\n")[2], "    ").splitlines()


def _lands(snapshot: Snapshot, zone: ZoneId) -> Iterator[dict[str, Any]]:
    """Yield each municipality with its land in the zone, as a constituency is written."""
    land = {*snapshot.zone_map.decided_parts(zone)}
    for each in snapshot.municipalities_of(zone):
        parts = [str(part) for part in each.parts if part in land]
        yield {"kind": "municipality", "label": each.name, "parts": parts}


def _rule_of(page: _Page, cluster: Cluster) -> tuple[RuleSet | None, Rule | None]:
    """Return the rule about the seats of a cluster: that of the day, else the last one read."""

    def begun(rules: RuleSet) -> bool:
        return rules.period.start is not None and rules.period.start <= page.day

    sets = sorted(
        filter(begun, page.within.rule_sets), key=lambda each: each.period.start or date.min
    )
    for rules in reversed(sets):
        for rule in rules.rules:
            if rule.kind is RuleKind.SEATS and rule.cluster is cluster and rule.is_read:
                return rules, rule
    return None, None


def _plan(page: _Page) -> Iterator[str]:
    yield from page.remark("The plan: goals, actions and indicators, each with an id of its own.")
    yield "plans:"
    yield "  - id: beleidsplan"
    yield "    title: Beleidsplan"
    yield "    # period: {start: 2026-01-01, until: 2032-01-01}"
    yield "    # strategic_goals:"
    yield "    #   - id: sd1"
    yield "    #     title: Iedereen vindt zorg dichtbij"
    yield "    #     operational_goals:"
    yield "    #       - id: od1.1"
    yield "    #         title: De zorgverleners kennen elkaar"
    yield "    #         actions:"
    yield "    #           - id: 1.1/a1"
    yield "    #             title: Netwerkavond"
    yield "    #             indicators:"
    yield "    #               - {id: 1.1/a1/i1, title: Opkomst, kind: count}"


# --- other documents --------------------------------------------------------------------


def _scenario(page: _Page) -> Iterator[str]:
    example, day = _example(page.snapshot), _next_year(page)
    yield f"name: {'wat als' if page.lang == 'nl' else 'what if'}"
    yield from page.remark(
        "What would happen, in this order. Municipalities are meant by name, by id, or by code "
        "in quotes."
    )
    yield "# steps:"
    names = example.one.name, example.other.name
    yield from _commented(
        [
            {"step": "merge", "day": day, "municipalities": names, "name": "Voorbeeld"},
            {"step": "transfer", "day": day, "places": [example.third.name], "to": example.to},
        ]
    )
    yield from page.remark(
        "A merger across zones opens a decision. Settle it under choices, each with a decision "
        "(the municipality) and a zone. What would happen, and what is open:"
    )
    yield f"#   elzmodel whatif {page.file}"


def _events(page: _Page) -> Iterator[str]:
    example, day = _example(page.snapshot), _next_year(page)
    year, land = day.year, example.third.parts
    yield from page.remark(
        "What happens, each with an id and its first day. Units, parts and zones are meant by "
        "id; a NIS code needs quotes."
    )
    yield "# events:"
    units = example.one.unit, example.other.unit
    merged = {"units": units, "unit": "voorbeeld", "name": "Voorbeeld"}
    new_zone = {"zone": "voorbeeldzone", "name": "Voorbeeldzone"}
    yield from _commented(
        [
            {"event": "merge", "id": f"{year}-voorbeeld", "day": day, **merged},
            {"event": "create-zone", "id": f"{year}-voorbeeldzone", "day": day, **new_zone},
            {
                "event": "assign",
                "id": f"{year}-land-van-voorbeeldzone",
                "day": day,
                "zone": "voorbeeldzone",
                "parts": land,
            },
        ]
    )
    yield from page.remark("Figures about land of a day, such as inhabitants:")
    yield "# figures:"
    yield from _commented([{"kind": "population", "day": day, "parts": land, "value": 12345}])


def _rules(page: _Page) -> Iterator[str]:
    yield f"id: {'eigen-regels' if page.lang == 'nl' else 'own-rules'}"
    yield f"title: {'Eigen regels' if page.lang == 'nl' else 'Rules of our own'}"
    yield from page.remark(
        "The days on which they are in force. Behind until stands the first day after: up to "
        "and including 31 December 2031 is until 2032-01-01."
    )
    yield "# period: {start: 2020-07-01, until: 2032-01-01}"
    yield from page.remark(
        "Both bounds are included. A figure that was not read is left out, with is_read: false. "
        "The grade says how well a rule is established, from A to U. Kinds: {kinds:list all}.",
        kinds=[kind.value for kind in RuleKind],
    )
    yield "# rules:"
    title = {"title": "seats for care", "dutch": "zetels voor zorg"}
    asks = {"kind": "seats", "cluster": "care", "at_least": 4, "at_most": 6, "grade": "U"}
    yield from _commented([{"id": "V1", **title, **asks}])
    yield from page.remark("Hold a council against them:")
    yield f"#   elzmodel council ZONE --rules {page.file}"


_PAGES: Final[Mapping[str, Callable[[_Page], Iterator[str]]]] = {
    "scenario": _scenario,
    "events": _events,
    "rules": _rules,
}


@frozen
class _Example:
    """Municipalities for examples: two neighbours in a zone, and one beside another zone."""

    one: Municipality
    other: Municipality
    third: Municipality
    to: ZoneId


def _example(snapshot: Snapshot) -> _Example:
    """Return the first municipalities that make an example in which nothing is odd."""
    zones = {m: snapshot.zone_map.split(m.parts) for m in snapshot.municipalities}
    whole = {m: next(iter(found)) for m, found in zones.items() if len(found) == 1}
    pairs = [
        pair for pair in snapshot.borders.neighbours(snapshot.layout) if whole.keys() >= {*pair}
    ]
    inside = [pair for pair in pairs if whole[pair[0]] == whole[pair[1]]]
    crossing = [(a, whole[b]) for a, b in pairs if whole[a] != whole[b]]
    found = (
        _Example(one, other, third, to)
        for one, other in inside
        for third, to in crossing
        if to is not None and third not in {one, other} and whole[third] == whole[one] is not None
    )
    example = next(found, None)
    if example is None:
        expected = "one with two neighbours in a zone, and a third beside another zone"
        raise InvalidValueError("landscape for examples", snapshot.day, expected)
    return example


def _next_year(page: _Page) -> date:
    """Return a day for examples, on which nothing is on record yet."""
    last = max(page.day, page.within.covers.until or page.day)
    if last.year == MAXYEAR:
        raise InvalidValueError("day for examples", last, "a day with a year after it")
    return date(last.year + 1, 1, 1)


def _commented(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the items of a list as lines that are remarks."""
    plain = [{key: _plain(value) for key, value in each.items()} for each in items]
    lines = write_yaml({"list": plain}).splitlines()[1:]
    yield from (f"# {line}" for line in lines)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
