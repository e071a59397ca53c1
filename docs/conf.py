"""The configuration of the site; nothing is fetched while it is built."""

from __future__ import annotations

import ast
import inspect
import shutil
import subprocess
import sys
import tomllib
import zlib
from copy import copy
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.addnodes import desc_signature, pending_xref, toctree
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.errors import ExtensionError
from sphinx.ext import intersphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains.python import ObjectEntry
    from sphinx.environment import BuildEnvironment

HERE = Path(__file__).parent
ROOT = HERE.parent
BUILT = HERE / "_build"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

sys.path.insert(0, str(HERE))
import reference_pages  # noqa: E402 - stands beside this file

project = "elzmodel"
author = "elzmodel maintainers"
copyright = author
release = PYPROJECT["project"]["version"]

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "inventories", "jupyter_execute"]
html_theme = "furo"
html_title = f"elzmodel {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
templates_path: list[str] = []

# What is copied runs: without prompts, and without what was printed.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# A name between single backticks is a Python name, in docstrings too.
default_role = "py:obj"
# Fields and members of enumerations are listed although their class explains them.
autodoc_default_options = {"undoc-members": True}
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True  # a name reads better than the value behind it
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
autoclass_content = "class"
python_display_short_literal_types = True
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # autodoc lists the fields themselves
napoleon_use_rtype = False

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_in_temp = True  # what a notebook saves stays out of the pages
nb_execution_raise_on_error = True
nb_execution_timeout = 60
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_merge_streams = True

# Type variables stand for any type; there is no page to link to.
nitpick_ignore_regex = [
    ("py:(class|obj)", r"(.*\.)?_?([A-Z][A-Z]?(_contra)?|[A-Z]\w*_co|Class)"),
    ("py:class", r"['.].{0,20}"),  # words that an alias of literals spells out
]
# attrs has no list of its pages here, and one annotation names a class of it; names of
# types that are spelt out where they are used stand in signatures of networks and landscapes.
nitpick_ignore = [
    ("py:class", name)
    for name in (
        *("attrs.Attribute", "Changes", "Counts", "DecimalSign", "Groups", "Merging", "Node"),
        "elzmodel.territory.spread._Ground",
    )
]


def stored_inventories() -> dict[str, tuple[str, str]]:
    """Pack the inventories of other projects, which are stored here as text.

    The first line of each file is the address of the other site, the rest are
    lines of a Sphinx inventory.
    """
    packed: dict[str, tuple[str, str]] = {}
    for stored in sorted((HERE / "inventories").glob("*.txt")):
        address, _, entries = stored.read_text("utf-8").partition("\n")
        head = f"# Sphinx inventory version 2\n# Project: {stored.stem}\n# Version: \n"
        target = BUILT / "inventories" / f"{stored.stem}.inv"
        target.parent.mkdir(parents=True, exist_ok=True)
        start = f"{head}# The remainder of this file is compressed using zlib.\n".encode()
        target.write_bytes(start + zlib.compress(entries.encode()))
        packed[stored.stem] = (address, str(target))
    return packed


@cache
def full_names() -> dict[str, str]:
    """Map the last part of every stored name to the whole of it."""
    lines = (
        line
        for stored in (HERE / "inventories").glob("*.txt")
        for line in stored.read_text("utf-8").splitlines()[1:]
    )
    return {line.split()[0].rpartition(".")[2]: line.split()[0] for line in lines if line.strip()}


def copy_examples() -> None:
    """Bring the notebooks under the site's root, where Sphinx looks for pages."""
    target = HERE / "examples"
    target.mkdir(exist_ok=True)
    wanted = {notebook.name: notebook for notebook in (ROOT / "examples").glob("*.ipynb")}
    for old in target.glob("*.ipynb"):
        if old.name not in wanted:
            old.unlink()
    for name, notebook in wanted.items():
        shutil.copyfile(notebook, target / name)


@cache
def objects_by_last_part(env: BuildEnvironment) -> dict[str, dict[str, ObjectEntry]]:
    """Group all objects by the last part of their name, once all pages are read."""
    found: dict[str, dict[str, ObjectEntry]] = {}
    for name, entry in env.domains.python_domain.objects.items():
        found.setdefault(name.rpartition(".")[2], {})[name] = entry
    return found


def objects_called(env: BuildEnvironment, tail: str) -> dict[str, ObjectEntry]:
    """Return the objects whose name is *tail*, or ends in it."""
    alike = objects_by_last_part(env).get(tail.rpartition(".")[2], {})
    return {name: entry for name, entry in alike.items() if f".{name}".endswith(f".{tail}")}


class NamesInFull(SphinxPostTransform):
    """Say in full which object an annotation names, before Sphinx looks.

    Sphinx goes through all objects for each name that is not written in full.
    """

    default_priority = 5

    def run(self, **_: object) -> None:
        """Write the only object of its name in full, and ask no further where there is none."""
        for node in self.document.findall(pending_xref):
            if node.get("refdomain") == "py" and node.hasattr("refspecific"):
                found = objects_called(self.env, node["reftarget"])
                if len(found) == 1:
                    (node["reftarget"],) = found
                elif not found:
                    del node["refspecific"]


@cache
def titles_alone(env: BuildEnvironment) -> BuildEnvironment:
    """Return what Sphinx knows, with the titles of pages and nothing below them.

    The tree beside each page shows titles; without this, all objects of all pages would be
    copied for each page and thrown away.
    """
    slim = copy(env)
    slim.tocs = {name: toc.deepcopy() for name, toc in env.tocs.items()}
    for item in (item for toc in slim.tocs.values() for item in toc.children if len(item) > 1):
        below = list(item.findall(toctree))
        item[1][:] = below
        if not below:
            item.pop(1)
    return slim


def slim_navigation(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Draw the tree beside a page from titles, where titles are all it shows."""
    whole = context["toctree"]

    def drawn(**options: Any) -> str:  # noqa: ANN401 - those of Sphinx
        if not options.get("titles_only"):
            return whole(**options)
        env = titles_alone(app.builder.env)
        tree = global_toctree_for_doc(env, page, app.builder, tags=app.tags, **options)
        return app.builder.render_partial(tree)["fragment"]

    context["toctree"] = drawn


GIVING_WAY = {"attribute", "method", "module", "property"}


def resolve_short_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Node | None:
    """Find a Python name that is written without its module.

    Annotations under ``TYPE_CHECKING`` and names between backticks are; they
    are found where exactly one object, ours or a stored one, bears the name.
    """
    if node.get("refdomain") != "py":
        return None
    short = node["reftarget"].rpartition(".")[2]
    found = objects_called(env, node["reftarget"] if node.get("reftype") == "obj" else short)
    if len(found) > 1:  # a function or a class rather than a method or module of the same name
        found = {n: e for n, e in found.items() if e.objtype not in GIVING_WAY} or found
    if len(found) == 1:
        ((name, entry),) = found.items()
        return make_refnode(
            app.builder, node["refdoc"], entry.docname, entry.node_id, contnode, name
        )
    whole = full_names().get(short)
    if found or whole is None or whole == node["reftarget"]:
        return None
    node["reftarget"], node["reftype"] = whole, "obj"
    return intersphinx.missing_reference(app, env, node, contnode)


def qualify_names(_app: Sphinx, doctree: nodes.document) -> None:
    """Read the names in a signature that its own module does not know when it runs.

    A class without an ``__init__`` of its own has that of its base, with the annotations as
    they are written there; and what only checkers of types import is not there either.
    """
    for node in doctree.findall(pending_xref):
        signature: nodes.Node | None = node
        while signature is not None and not isinstance(signature, desc_signature):
            signature = signature.parent
        if signature is None or node.get("refdomain") != "py" or "." in node["reftarget"]:
            continue
        module, short = signature.get("module"), node["reftarget"]
        found = module and (
            bases_name(module, signature.get("fullname"), short)
            or checked_names(module).get(short, "")
        )
        node["reftarget"] = found or short


@cache
def checked_names(module: str) -> dict[str, str]:
    """Return in full the classes that a module imports for checkers of types alone."""
    blocks = (
        each.body
        for each in ast.walk(ast.parse(inspect.getsource(import_module(module))))
        if isinstance(each, ast.If) and getattr(each.test, "id", "") == "TYPE_CHECKING"
    )
    named = (
        (alias.name, getattr(import_module(each.module), alias.name))
        for body in blocks
        for each in body
        if isinstance(each, ast.ImportFrom) and each.module
        for alias in each.names
    )
    return {
        name: f"{value.__module__}.{value.__qualname__}"
        for name, value in named
        if isinstance(value, type) and value.__module__.startswith("elzmodel.")
    }


def bases_name(module: str, name: str, short: str) -> str:
    """Return what a name means in the module of a base class, if only there."""
    own = import_module(module)
    if hasattr(own, short):
        return ""
    for base in getattr(getattr(own, name, None), "__mro__", ())[1:]:
        named = getattr(sys.modules[base.__module__], short, None)
        if isinstance(named, type) and named.__module__.startswith("elzmodel."):
            return f"{named.__module__}.{named.__qualname__}"
    return ""


HIDDEN_COLON = "\ue000"


def hide_colon(_app: Sphinx, what: str, *rest: Any) -> None:  # noqa: ANN401 - name, object, options, lines
    """Keep napoleon from taking the words before a colon for a type.

    It does so in the first line of what documents a name; our types stand in
    the annotations.
    """
    lines: list[str] = rest[-1]
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = lines[0].replace(":", HIDDEN_COLON)


def show_colon(_app: Sphinx, _what: str, *rest: Any) -> None:  # noqa: ANN401 - name, object, options, lines
    """Put the colon back, once napoleon has passed."""
    lines: list[str] = rest[-1]
    lines[:] = [line.replace(HIDDEN_COLON, ":") for line in lines]


def begin_atlas(app: Sphinx) -> None:
    """Let another process write an atlas beside the pages, to which they link."""
    command = [sys.executable, "-m", "elzmodel", "site", str(Path(app.outdir) / "atlas")]
    atlas = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    app.connect("build-finished", lambda *_: finish_atlas(atlas))


def finish_atlas(atlas: subprocess.Popen[bytes]) -> None:
    """Wait for the atlas, without which a link of the site leads nowhere."""
    if atlas.wait():
        raise ExtensionError("the atlas was not written")


def setup(app: Sphinx) -> None:
    """Take part in the resolution of names, after everyone else."""
    app.add_post_transform(NamesInFull)
    app.connect("builder-inited", begin_atlas)
    app.connect("html-page-context", slim_navigation, priority=400)
    app.connect("missing-reference", resolve_short_name, priority=900)
    app.connect("doctree-read", qualify_names)
    app.connect("autodoc-process-docstring", hide_colon, priority=400)
    app.connect("autodoc-process-docstring", show_colon, priority=600)


copy_examples()
floors = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
reference_pages.write(HERE / "reference" / "rooms", floors["layers"])
intersphinx_mapping = stored_inventories()
