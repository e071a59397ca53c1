"""Small faults that can be put into a function, one at a time, while Python runs.

A mutant is one change of one expression or statement: another comparison, the other truth
value, a number more, a condition turned round, a call left out, nothing returned. Only what
stands in functions is changed, properties and nested ones included: what runs while a
module loads would have to be loaded again. Texts and annotations stay as they are.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

Key = tuple[str, str, int]
"""What a function is known by: its file, its qualified name and its first line."""
PROBE = "_elzmodel_probe"


class Mutant(NamedTuple):
    """One change in one function."""

    path: str
    function: str
    line: int
    was: str
    now: str
    outer: int
    """The line where the outermost function begins."""
    node: int
    """Which node of the outermost function it is, as they are walked."""
    change: int
    """Which of the changes of that node."""

    @property
    def name(self) -> str:
        """What it is called, whatever stands above it in the file."""
        return f"{self.path} {self.function}: {self.was} -> {self.now}"

    def __str__(self) -> str:
        """Say where it is and what it changes."""
        return f"{self.path}:{self.line} {self.function}: {self.was} -> {self.now}"


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """Yield the mutants of a module."""
    for function, qualified in outermost(ast.parse(path.read_text("utf-8"))):
        for number, node in enumerate(body_nodes(function)):
            for change, now in enumerate(changes(node)):
                was, shown = shortened(ast.unparse(node)), shortened(ast.unparse(now))
                yield Mutant(
                    path=path.relative_to(root).as_posix(),
                    function=qualified,
                    line=node.lineno,
                    was=was,
                    now=shown,
                    outer=function.lineno,
                    node=number,
                    change=change,
                )


def shortened(text: str) -> str:
    """Return a text in one line of a length that can be read."""
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:60]} ... {line[-25:]}"


def outermost(
    tree: ast.AST, prefix: str = ""
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    """Yield the functions that stand in no other function, with their qualified names."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, f"{prefix}{node.name}"
        elif isinstance(node, ast.ClassDef):
            yield from outermost(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.If | ast.Try):
            yield from outermost(node, prefix)


def body_nodes(function: ast.AST) -> list[ast.AST]:
    """Return what stands in the body of a function, without signatures and annotations."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [*reversed(function.body)]
    while waiting:
        node = waiting.pop()
        found.append(node)
        for name, value in reversed([*ast.iter_fields(node)]):
            if name in {"decorator_list", "annotation", "returns", "args"} and not isinstance(
                node, ast.Call
            ):
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [each for each in reversed(children) if is_looked_into(each)]
    return [each for each in found if hasattr(each, "lineno")]


def is_looked_into(node: object) -> bool:
    """Tell whether a node may be changed: not what only says that two lists are as long."""
    is_strict = isinstance(node, ast.keyword) and node.arg == "strict"
    return isinstance(node, ast.AST) and not is_strict


_COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATIONS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


def changes(node: ast.AST) -> list[ast.AST]:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    """Return what may stand in the place of a node."""
    match node:
        case ast.Compare(left, [op], right):
            return [ast.Compare(left, [other()], right) for other in _COMPARISONS[type(op)]]
        case ast.BoolOp(op, values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            less = values[0] if len(values) == 2 else ast.BoolOp(op, values[:-1])
            return [ast.BoolOp(other, values), less]
        case ast.UnaryOp(ast.Not(), operand):
            return [operand]
        case ast.UnaryOp(ast.USub(), operand) if not isinstance(operand, ast.Constant):
            return [operand]
        case ast.BinOp(left, op, right) if type(op) in _OPERATIONS and not is_text(left, right):
            return [ast.BinOp(left, _OPERATIONS[type(op)](), right)]
        case ast.Constant(bool() as value):
            return [ast.Constant(not value)]
        case ast.Constant(int() | float() as value):
            return [ast.Constant(value + 1)]
        case ast.If(test, body, orelse) if not isinstance(test, ast.Compare | ast.UnaryOp):
            return [ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)]
        case ast.IfExp(test, body, orelse):
            return [ast.IfExp(test, orelse, body)]
        case ast.Return(value) if value and not is_nothing(value):
            return [ast.Return(ast.Constant(None))]
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()):
            return [ast.Pass()] if isinstance(node.value, ast.Call) else []
        case ast.AugAssign(target, op, value) if type(op) in _OPERATIONS:
            return [ast.AugAssign(target, _OPERATIONS[type(op)](), value)]
        case ast.Call(ast.Name(name), args, keywords) if name in _NAMES:
            return [ast.Call(ast.Name(_NAMES[name], ast.Load()), args, keywords)]
        case ast.Break():
            return [ast.Continue()]
        case ast.Continue():
            return [ast.Break()]
        case _:
            return []


def is_text(*nodes: ast.AST) -> bool:
    """Tell whether one of them is text or a list, of which there is no other operation."""
    kinds = (ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set)
    return any(
        isinstance(each, kinds) or (isinstance(each, ast.Constant) and isinstance(each.value, str))
        for each in nodes
    )


def is_nothing(node: ast.AST) -> bool:
    """Tell whether an expression is ``None``."""
    return isinstance(node, ast.Constant) and node.value is None


# --- into the running program ---------------------------------------------------


def mutated(mutant: Mutant, root: Path) -> CodeType:
    """Return the code of the module with the change in it."""
    tree, function = parsed(root / mutant.path, mutant.outer)
    target = body_nodes(function)[mutant.node]
    (found,) = [now for number, now in enumerate(changes(target)) if number == mutant.change]
    return compiled(replaced(tree, target, [found]), root / mutant.path)


def probed(path: Path, numbers: Mapping[int, Mutant]) -> CodeType:
    """Return the code of a module that tells when it comes to the statement of a mutant."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = {function.lineno: body_nodes(function) for function, _ in outermost(tree)}
    nodes = {number: functions[each.outer][each.node] for number, each in numbers.items()}
    for number, node in nodes.items():
        statement = statement_of(tree, node)
        call = ast.parse(f"{PROBE}({number})").body[0]
        for each in ast.walk(call):
            ast.copy_location(each, statement)
        replaced(tree, statement, [call, statement])
    return compiled(tree, path)


def parsed(path: Path, line: int) -> tuple[ast.Module, ast.AST]:
    """Return a module and its outermost function of that line."""
    tree = ast.parse(path.read_text("utf-8"))
    (function,) = [each for each, _ in outermost(tree) if each.lineno == line]
    return tree, function


def compiled(tree: ast.Module, path: Path) -> CodeType:
    """Compile a module that was changed."""
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


def replaced(tree: ast.Module, old: ast.AST, new: list[ast.AST]) -> ast.Module:
    """Put nodes in the place of one."""
    for each in new:
        ast.copy_location(each, old)
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new[0])
                return tree
            if isinstance(value, list) and any(each is old for each in value):
                at = next(number for number, each in enumerate(value) if each is old)
                value[at : at + 1] = new
                return tree
    raise LookupError(ast.unparse(old))


def statement_of(tree: ast.Module, node: ast.AST) -> ast.stmt:
    """Return the innermost statement in a block that holds a node."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    while not isinstance(node, ast.stmt):
        node = parents[node]
    return node


def functions() -> dict[Key, list[FunctionType]]:
    """Return all functions that there are now, by what they are known by."""
    found: dict[Key, list[FunctionType]] = {}
    for each in gc.get_objects():
        if type(each) is FunctionType:
            found.setdefault(key(each.__code__), []).append(each)
    return found


def key(code: CodeType) -> Key:
    """Return what a function is known by."""
    return whole(code.co_filename), code.co_qualname, code.co_firstlineno


@cache
def whole(name: str) -> str:
    """Return the whole path of a file."""
    return str(Path(name).resolve())


def put(code: CodeType, known: Mapping[Key, list[FunctionType]], *, only: set[str]) -> None:
    """Let functions that are there run the code of a module as it is now.

    Raises:
        ValueError: If a function would no longer use what it closed over.
    """
    for each in code.co_consts:
        if isinstance(each, CodeType):
            outer = each.co_qualname.partition(".<locals>")[0]
            if outer in only or any(name.startswith(f"{outer}.") for name in only):
                for function in known.get(key(each), ()) if outer in only else ():
                    function.__code__ = each
                put(each, known, only=only)
