"""The shell of a page: its templates, its look, and what it may do.

Templates are those of Jinja2, which the extra ``report`` brings. Whatever they write is said
in the language of the page, without control characters and marks of direction, and escaped;
only what is made here as HTML, which is pictures, stays as it is.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from elzmodel.values import extra
from elzmodel.values.text import Phrase, fill, heading, in_words, legible, translated
from elzmodel.views.picture import SHARED_STYLE, Picture

__all__: list[str] = []

_HERE: Final = "elzmodel.views.web"
_TEXTS: Final = (
    ("filter", Phrase("Filter")),
    ("rows", Phrase("{shown} of {all} rows")),
    ("search", Phrase("Search a zone, municipality, village, code or postal code")),
    ("found", Phrase("{count} found")),
    ("not_found", Phrase("Nothing found")),
)
"""What scripts say on every page, by the key that they know."""
_MAP_TEXTS: Final = (
    ("map", Phrase("Map of zones and municipalities")),
    (
        "map_keys",
        Phrase(
            "Arrow keys go to the next area and Enter opens its page. Plus and minus zoom, "
            "0 shows everything, Escape lets go."
        ),
    ),
    ("zoom", Phrase("Zoom")),
    ("zoom_in", Phrase("Zoom in")),
    ("zoom_out", Phrase("Zoom out")),
    ("zoom_all", Phrase("Show everything")),
    ("day", Phrase("Since")),
    ("earlier", Phrase("Earlier")),
    ("later", Phrase("Later")),
    ("layer", Phrase("Colours show")),
    ("layer_zones", Phrase("Zones")),
    ("scenario", Phrase("Scenario")),
    ("no_scenario", Phrase("None, as it is recorded")),
    ("legend", Phrase("What colours mean")),
    ("undecided", Phrase("Not decided")),
    ("nowhere", Phrase("In no zone")),
    ("several", Phrase("In several")),
    ("estimated", Phrase("Estimated")),
    ("changed", Phrase("Changed on this day")),
    ("chosen", Phrase("What is chosen")),
    ("choose", Phrase("Choose an area on the map, or search for one.")),
    ("not_on_day", Phrase("What was chosen does not exist on this day.")),
    ("more", Phrase("More on {name}")),
    ("its_municipalities", Phrase("Municipalities")),
    ("its_zones", Phrase("Zones")),
    ("changes", Phrase("What changed")),
    ("changes_on", Phrase("Changes on {day}")),
    ("no_changes", Phrase("No change is recorded.")),
    ("announced", Phrase("{count} changes")),
    ("open", Phrase("{name} is not decided: {zones}")),
)
"""What the map of an atlas says besides."""


def render(
    template: str,
    *,
    lang: str,
    styles: Sequence[str] = ("page.css",),
    scripts: Sequence[str] = (),
    assets: str = "",
    data: Sequence[str] = (),
    **values: object,
) -> str:
    """Return a page in one language, with its look, its scripts and its policy.

    Args:
        template: The file of the template; it extends ``base.html``.
        lang: ``"en"`` or ``"nl"``.
        styles: Assets that say what it looks like.
        scripts: Assets that run in it, in this order.
        assets: Where the assets lie, seen from the page, such as ``"../assets"``; by default
            they stand in the page, which then needs no other file.
        data: Scripts beside the page that hold its data, seen from it; they run first.
        values: What the template shows.

    Raises:
        MissingDependencyError: If Jinja2 is not installed.
    """
    written = [*([] if assets else map(asset, styles)), SHARED_STYLE]
    inline = [] if assets else [asset(name) for name in scripts]
    beside = [*data, *(f"{assets}/{name}" for name in scripts)] if assets else [*data]
    page: str = (
        _templates(lang)
        .get_template(template)
        .render(
            policy=policy(written, inline, has_files=bool(assets or data)),
            styles=[markup(each) for each in written],
            sheets=[f"{assets}/{name}" for name in styles] if assets else [],
            scripts=[markup(each) for each in inline],
            script_files=beside,
            **values,
        )
    )
    return page


@cache
def _templates(lang: str) -> Any:  # noqa: ANN401 - of a package that may not be there
    """Return the templates, whose every text is said in a language."""
    jinja2 = extra("jinja2")
    found = jinja2.Environment(
        autoescape=True,
        finalize=partial(_shown, lang),
        keep_trailing_newline=True,
        loader=jinja2.FunctionLoader(lambda name: _text("templates", name)),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.filters["said"] = partial(_shown, lang)
    found.globals |= {
        "lang": lang,
        "say": partial(say, lang),
        "heading": partial(heading, lang=lang),
        "drawn": drawn,
        "texts": _texts(_TEXTS, lang),
        "map_texts": _texts(_MAP_TEXTS, lang),
    }
    return found


def _texts(texts: Iterable[tuple[str, Phrase]], lang: str) -> Any:  # noqa: ANN401 - as below
    """Return texts for a script, whose values it fills in itself."""
    return markup(as_json({key: translated(text.template, lang) for key, text in texts}))


def _shown(lang: str, value: object) -> object:
    """Return what a template writes as people read it; HTML is left as it is."""
    return value if hasattr(value, "__html__") else legible(in_words(value, lang))


def say(lang: str, template: str, /, **values: object) -> str:
    """Return a sentence in the language of a page."""
    return fill(translated(template, lang), values, lang)


def markup(html: str) -> Any:  # noqa: ANN401 - of a package that may not be there
    """Return HTML of our own as what templates do not escape."""
    return extra("markupsafe").Markup(html)


def drawn(picture: Picture) -> Any:  # noqa: ANN401 - as above
    """Return a picture as it stands in a page, whose head has the style of all pictures."""
    svg = picture.to_svg().replace(f"<style>{SHARED_STYLE}</style>", "", 1)
    return markup(svg.strip())


def asset(name: str) -> str:
    """Return the text of a style sheet or a script."""
    return _text("assets", name)


def _text(folder: str, name: str) -> str:
    return files(_HERE).joinpath(folder, name).read_text("utf-8")


def policy(styles: Iterable[str], scripts: Iterable[str], *, has_files: bool) -> str:
    """Return what a page may do: use these styles and scripts, and files beside it.

    It may ask nothing of the network, send no form and stand on no other base.

    Example:
        >>> policy([], [], has_files=False).partition(";")[0]
        "default-src 'none'"
    """
    beside = ["'self'", "file:"] if has_files else []
    style, script = ([*beside, *map(_hash, each)] or ["'none'"] for each in (styles, scripts))
    return (
        f"default-src 'none'; style-src {' '.join(style)}; script-src {' '.join(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def as_json(value: object) -> str:
    r"""Return plain data for a script, as it may stand in a page or in a file beside it.

    No text can end the script, and nothing in it turns writing around.

    Raises:
        ValueError: If a number in it is not finite.

    Example:
        >>> print(as_json({"name": "</script>\u202e&"}))
        {"name":"\u003c/script\u003e \u0026"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return legible(text)
