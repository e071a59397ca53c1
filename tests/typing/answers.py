"""What a type checker infers about answers and their rows."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import assert_type

from attrs import frozen

from elzmodel.values import Answer, Column, Finding, Total, columns, columns_of, plain_finding


@columns("zone", "growth", kinds={"growth": "change"})
@frozen(kw_only=True)
class Size:
    """A row with a computed column."""

    zone: str
    inhabitants: Total

    @property
    def growth(self) -> int:
        """What is shown and stands in no field."""
        return 1


@frozen(kw_only=True, repr=False)
class Sizes(Answer[Size]):
    """An answer that carries more than its rows."""

    day: date
    year: int | None = None

    @cached_property
    def unknown(self) -> tuple[Size, ...]:
        """The rows of which nothing is known."""
        return tuple(size for size in self if size.inhabitants.high is None)


sizes = Sizes(title="Sizes", rows=(Size(zone="gent", inhabitants=Total.exactly(5)),), day=date.max)
for row in sizes:
    assert_type(row, Size)
assert_type(sizes[0], Size)
assert_type(sizes[:1], Sizes)
assert_type(sizes.where(zone="gent"), Sizes)
assert_type(sizes.rows, tuple[Size, ...])
assert_type(sizes.row_type, type[Size])
assert_type(sizes.unknown, tuple[Size, ...])
assert_type(sizes[0].growth, int)
assert_type(sizes.day, date)
assert_type(columns_of(Size), tuple[Column, ...])

found = Answer(title="Findings", rows=(plain_finding(code="ELZ-Z010", message="two pieces"),))
assert_type(found, Answer[Finding])
assert_type(found[-1], Finding)
none = Answer(title="Findings", row_type=Finding)
assert_type(none, Answer[Finding])
in_order: Sequence[Finding] = none

Sizes(title="Sizes", rows=(none,), day=date.max)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Sizes(title="Sizes")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
sizes.year = 2025  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
