"""Writing on a map: names where they fit into their area, and nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from attrs import define, field

from elzmodel.views.page import SIZE
from elzmodel.views.plane import Bounds, Drawn, Plane, meet
from elzmodel.views.writing import clean, lines_of, wide, written

__all__: list[str] = []

Place = tuple[float, float]

_STEPS: Final = range(-15, 16, 3)
NEAR: Final = tuple(
    sorted(product(_STEPS, _STEPS), key=lambda step: (abs(step[0]) + abs(step[1]), step))
)
"""How far a number may stand from the middle of its area, in pixels, the nearest first."""


@define
class Labels:
    """Where something is written on a map by now."""

    taken: list[Bounds] = field(factory=list)

    def place(self, lines: Sequence[str], places: Iterable[Place]) -> Place | None:
        """Return the first place whose middle lines of writing may have, and take it.

        Example:
            >>> labels = Labels()
            >>> [labels.place(["12"], [(5, 5), (5, 20)]) for _ in range(3)]
            [(5, 5), (5, 20), None]
        """
        half, high = max(map(wide, lines), default=0.0) / 2, len(lines) * SIZE / 2
        for x, y in places:
            box = (x - half, y - high, x + half, y + high)
            if not any(meet(box, other) for other in self.taken):
                self.taken.append(box)
                return x, y
        return None

    def near(self, text: str, each: Drawn) -> Place | None:
        """Return where a short text may stand in or beside the middle of an area."""
        return self.place([text], ((each.spot.x + x, each.spot.y + y) for x, y in NEAR))


def fitting(each: Drawn) -> list[str]:
    """Return the one or two lines in which a name fits into its area, none where it does not."""
    name = clean(each.name)
    if wide(name) <= each.spot.wide:
        return [name]
    lines = lines_of(name.replace("-", "- "), each.spot.wide, is_whole=True)
    fits = len(lines) == 2 and all(wide(line) <= each.spot.wide for line in lines)
    return [line.replace("- ", "-") for line in lines] if fits else []


def label(lines: Sequence[str], place: Place, *, look: str) -> Iterator[str]:
    """Yield lines of writing around a place."""
    x, middle = place
    for line, text in enumerate(lines):
        y = middle + 4 + (line - (len(lines) - 1) / 2) * SIZE
        yield from written(text, x, y, look=look, anchor="middle", halo=True)


def reading(each: Drawn) -> tuple[int, float]:
    """Return where an area comes when a map is read from left to right, in broad rows."""
    return round(each.spot.y / 40), each.spot.x


def is_within(plane: Plane, each: Drawn) -> bool:
    """Tell whether a name stands wholly in a frame."""
    half = max(map(wide, fitting(each) or [""])) / 2 + 2
    return (
        plane.left + half < each.spot.x < plane.left + plane.width - half
        and plane.top + SIZE < each.spot.y < plane.top + plane.height - SIZE
    )
