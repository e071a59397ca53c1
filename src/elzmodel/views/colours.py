"""Colours for areas: ramps for figures, and colours for things that only differ.

They are made in OKLCH (Ottosson, 2020), where steps of lightness look alike, so that a ramp
of any number of steps is told apart in grey, on paper and by people who see colours
otherwise. The colours of categories are those of Okabe and Ito (2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin
from typing import Final, Literal, TypeVar, get_args

from elzmodel.errors import InvalidValueError
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import either

__all__ = ["Palette"]

Palette = Literal["blue", "orange", "green", "diverging"]
"""The ramps: from light to dark, or from one hue through a light middle to another."""

CATEGORIES: Final = (
    *("#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#0072b2", "#d55e00", "#999999"),
)
"""Colours that differ for everybody, after Okabe and Ito."""

NEIGHBOURS: Final = ("#bcd6e8", "#f2d3a2", "#c4e0c0", "#e5c6dc", "#f1ecb2", "#d3cfe8")
"""Quiet colours for areas that have to differ from those beside them, and mean nothing."""

_HUES: Final[Mapping[str, float]] = {"blue": 250, "orange": 55, "green": 150}
_LIGHTEST, _DARKEST = 0.90, 0.36
_DARK: Final = 0.6
"""The lightness under which writing is light."""

T = TypeVar("T")


def ramp(palette: Palette, steps: int) -> tuple[str, ...]:
    """Return a colour for each step, the lightest tinted enough to be seen on white.

    Raises:
        InvalidValueError: If there is no such palette.

    Example:
        >>> ramp("blue", 3)
        ('#b3e3ff', '#428dd6', '#003e77')
    """
    if palette not in get_args(Palette):
        raise InvalidValueError("palette", palette, either(get_args(Palette)))
    if palette == "diverging":
        half, middle = steps // 2, steps % 2
        low = [_at(_HUES["blue"], n / half) for n in range(half, 0, -1)]
        high = [_at(_HUES["orange"], n / half) for n in range(1, half + 1)]
        return (*low, *(["#ececec"] * middle), *high)
    return tuple(_at(_HUES[palette], n / max(1, steps - 1)) for n in range(steps))


def _at(hue: float, along: float) -> str:
    """Return the colour of a hue, from its lightest at 0 to its darkest at 1."""
    lightness = _LIGHTEST + (_DARKEST - _LIGHTEST) * along
    chroma = 0.045 + 0.09 * sin(radians(180 * (0.15 + 0.55 * along)))
    return _hex(lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue)))


def _hex(lightness: float, a: float, b: float) -> str:
    """Return a colour of OKLab as it is written in a picture."""
    roots = (
        lightness + 0.3963377774 * a + 0.2158037573 * b,
        lightness - 0.1055613458 * a - 0.0638541728 * b,
        lightness - 0.0894841775 * a - 1.2914855480 * b,
    )
    long, medium, short = (root**3 for root in roots)
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_eight_bits(each):02x}" for each in linear)


def _eight_bits(linear: float) -> int:
    light = min(1.0, max(0.0, linear))
    shown = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * shown)


def is_dark(colour: str) -> bool:
    """Tell whether writing on a colour has to be light.

    Example:
        >>> is_dark("#003e77"), is_dark("#b3e3ff")
        (True, False)
    """
    red, green, blue = (_linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness: float = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return lightness < _DARK


def _linear(value: int) -> float:
    shown = value / 255
    return shown / 12.92 if shown <= 0.04045 else ((shown + 0.055) / 1.055) ** 2.4


def apart(neighbours: Mapping[T, Iterable[T]], colours: Sequence[str] = NEIGHBOURS) -> dict[T, str]:
    """Return a colour for each, other than that of any of its *neighbours*.

    The one that has most different colours beside it comes next (Brélaz, 1979), so that a
    map of areas in one plane rarely needs more than four.

    Example:
        >>> found = apart({"a": "b", "b": "ac", "c": "b"}, ("red", "blue"))
        >>> found["a"] == found["c"] != found["b"]
        True
    """
    beside = {key: [*others] for key, others in neighbours.items()}
    found: dict[T, str] = {}
    left = dict.fromkeys(beside)
    while left:
        key = max(left, key=lambda k: (len({found.get(o) for o in beside[k]}), len(beside[k])))
        taken = {found.get(other) for other in beside[key]}
        free = [colour for colour in colours if colour not in taken]
        found[key] = min(free or colours, key=[*found.values()].count)
        del left[key]
    return found


keep_door(__name__)
