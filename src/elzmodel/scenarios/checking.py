"""What is doubtful about a scenario on its base, as findings; errors come along as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.errors import listed
from elzmodel.scenarios.adoption import adopted, record_end
from elzmodel.scenarios.errors import StepError
from elzmodel.scenarios.steps import MergeStep, TransferStep
from elzmodel.values import Finding, Outcome, PartId, Severity
from elzmodel.zones import Assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from elzmodel.landscape import Landscape
    from elzmodel.scenarios._reading import Read, Site
    from elzmodel.scenarios.errors import ChoiceError
    from elzmodel.scenarios.scenario import Scenario
    from elzmodel.scenarios.steps import Step
    from elzmodel.territory import Borders, Municipality

__all__ = ["check_scenario", "touching"]

_DISTANT = "ELZ-S001"
_NOTHING = "ELZ-S002"
_PAST = "ELZ-S003"
_APART = "ELZ-S004"
_MISFIT = "ELZ-S010"


def check_scenario(base: Landscape, scenario: Scenario) -> tuple[Finding, ...]:
    """Return what is doubtful about a scenario on a base; it never raises for a doubt.

    Reported are mergers of municipalities that do not touch (``ELZ-S001``),
    transfers that change nothing (``ELZ-S002``), steps within the record
    (``ELZ-S003``), land that lies apart from its new zone (``ELZ-S004``), and
    every step and choice that does not fit (``ELZ-S010``); steps after one that
    does not fit are looked at as if it were left out.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("odd").merge(["Voeren", "Oostende"], day="2027-01-01")
        >>> [finding.code for finding in elz.check_scenario(elz.flanders(), s)]
        ['ELZ-S001']
    """
    walk = adopted(base, scenario, all_errors=True)
    found = [finding for error in walk.errors for finding in _misfit(error)]
    last = record_end(base)
    for index, step, site, events in sorted(walk.taken, key=lambda each: each[0]):
        subject = f"step {index + 1}, {step}"
        if step.day <= last:
            found.append(_past(subject, base, step))
        if isinstance(step, MergeStep):
            found += _distant(subject, step, site)
        elif isinstance(step, TransferStep):
            found += _transferred(subject, site, events)
    return tuple(found)


def _misfit(error: StepError | ChoiceError) -> Iterator[Finding]:
    is_step = isinstance(error, StepError)
    head = f"step {error.index + 1}" if is_step else f"choice {error.index + 1}"
    about = error.step if isinstance(error, StepError) else error.choice
    hint = f". {error.hint[:1].upper()}{error.hint[1:]}" if error.hint else ""
    yield Finding(
        code=_MISFIT, severity=Severity.ERROR, subject=f"{head}, {about}", message=error.why + hint
    )


def _past(subject: str, base: Landscape, step: Step) -> Finding:
    message = f"{step.day} lies within the record of {base.name}; what it has later still happens"
    return Finding(code=_PAST, severity=Severity.ADVICE, subject=subject, message=message)


def _distant(subject: str, step: MergeStep, site: Site) -> Iterator[Finding]:
    members = [site.municipality(key) for key in step.municipalities]
    touch = touching(members, site.snapshot.borders)
    if touch is not True:
        unsure = touch is None
        yield Finding(
            code=_DISTANT,
            outcome=Outcome.UNKNOWN if unsure else Outcome.FAIL,
            subject=subject,
            message="the borders do not tell whether they touch" if unsure else "they do not touch",
        )


def touching(members: Sequence[Municipality], borders: Borders) -> bool | None:
    """Tell whether municipalities form one piece of land; ``None`` where it is not known.

    Each counts as one piece by itself.

    Example:
        >>> import elzmodel as elz
        >>> day = elz.flanders().on("2025-01-01")
        >>> three = [day.municipality(name) for name in ("Antwerpen", "Mortsel", "Voeren")]
        >>> touching(three[:2], day.borders), touching(three, day.borders)
        (True, False)
    """
    lands = [frozenset(member.parts) for member in members]
    links = [(b.a, b.b) for b in borders.borders if b.contact.makes_neighbours]
    reached, left = lands[0], lands[1:]
    while left:
        near = [land for land in left if _meet(reached, land, links)]
        if not near:
            everything = (part for land in lands for part in land)
            return False if borders.hang_together(everything) is False else None
        left = [land for land in left if land not in near]
        reached = reached.union(*near)
    return True


def _meet(
    one: frozenset[PartId],
    other: frozenset[PartId],
    links: Iterable[tuple[frozenset[PartId], frozenset[PartId]]],
) -> bool:
    """Tell whether a contact leads from one land to the other for certain."""
    return any((a <= one and b <= other) or (a <= other and b <= one) for a, b in links)


def _transferred(subject: str, site: Site, read: Read) -> Iterator[Finding]:
    """Look at a transfer: does it change anything, and does the land touch its new zone?"""
    zones = site.snapshot.zone_map
    (event,) = (event for event in read.events if isinstance(event, Assign))
    moved = [part for part in event.parts if zones.of_part.get(part) != event.zone]
    if not moved and not any(part in zones.undecided for part in event.parts):
        message = f"it is in {event.zone} already; the step changes nothing"
        yield Finding(code=_NOTHING, subject=subject, message=message)
    there = frozenset(zones.parts_of[event.zone]) if event.zone else frozenset[PartId]()
    links = site.snapshot.borders.possible_links
    near = frozenset[PartId]().union(*(links.get(part, ()) for part in moved))
    if moved and there and near.isdisjoint(there):
        message = f"{listed(moved)} does not touch {event.zone}"
        yield Finding(code=_APART, severity=Severity.ADVICE, subject=subject, message=message)
