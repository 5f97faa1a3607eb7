"""Mutate the model solution, one small change at a time, and list the mutants that keep every point: ``make mutants``.

A mutant that keeps every point is either as right as the solution, and stands in ``mutants_as_right.txt`` with the
reason, or shows what no check looks at.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import multiprocessing
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from judging import begin, lost_checks

from autograder.hub import default_settings
from autograder.made_up import solution_cells

AS_RIGHT = Path(__file__).parent / "mutants_as_right.txt"

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


@dataclass(frozen=True)
class Mutant:
    """A changed solution cell.

    Attributes:
        cell: Id of the cell.
        change: The line before and after, as ``before → after``.
        source: The cell's new source.
    """

    cell: str
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.change}"


def mutants(cell: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a cell; texts stay, and annotations go."""
    tree = _without_annotations(ast.parse(source))
    plain = ast.unparse(tree).splitlines()
    seen = set()
    for position, node in enumerate(ast.walk(tree)):
        for variant in _variants(node):
            changed = _with(tree, position, variant)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text not in seen and text.splitlines() != plain:
                seen.add(text)
                yield Mutant(cell, _change(plain, text.splitlines()), text)


def _without_annotations(tree: ast.AST) -> ast.AST:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    return tree


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node."""
    match node:
        case ast.BinOp() if type(node.op) in _OPERATORS:
            yield _changed(node, op=_OPERATORS[type(node.op)]())
            yield node.left
        case ast.Compare(ops=[operator]) if type(operator) in _OPERATORS:
            yield _changed(node, ops=[_OPERATORS[type(operator)]()])
        case ast.UnaryOp():
            yield node.operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=float(value)):
            yield from (ast.Constant(value * 2), ast.Constant(value / 2), ast.Constant(-value))
        case ast.Slice():
            yield from (_changed(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end))
        case ast.Tuple(elts=[first, second, *rest]):
            yield _changed(node, elts=[second, first, *rest])
        case ast.Call():
            yield from _variants_of_call(node)
        case ast.FunctionDef() | ast.For() | ast.If() | ast.With():
            yield from _without_a_statement(node)


def _variants_of_call(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    elif len(node.args) == 1:
        yield node.args[0]
    for i in range(len(node.args) - 1):
        swapped = [*node.args[:i], node.args[i + 1], node.args[i], *node.args[i + 2 :]]
        yield _changed(node, args=swapped)
    for i in range(len(node.args)):
        yield _changed(node, args=[*node.args[:i], *node.args[i + 1 :]])
    for i in range(len(node.keywords)):
        yield _changed(node, keywords=[*node.keywords[:i], *node.keywords[i + 1 :]])


def _without_a_statement(node: ast.FunctionDef | ast.For | ast.If | ast.With) -> Iterator[ast.AST]:
    for i, statement in enumerate(node.body):
        is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_docstring and not isinstance(statement, ast.FunctionDef):
            yield _changed(node, body=[*node.body[:i], ast.Pass(), *node.body[i + 1 :]])


def _changed(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _with(tree: ast.AST, position: int, new: ast.AST) -> ast.AST:
    """Return a copy of the tree with `new` in the place of the node at `position` of the walk."""
    tree, new = copy.deepcopy(tree), copy.deepcopy(new)
    nodes = list(ast.walk(tree))
    old = nodes[position]
    for parent in nodes:
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if item is old else item for item in value])
    return tree


def _change(before: Sequence[str], after: Sequence[str]) -> str:
    """Return the first line that differs, before and after."""
    number = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    return f"{before[number].strip()} → {after[number].strip()}"


def read_as_right(path: Path = AS_RIGHT) -> dict[str, str]:
    """Return the reasons why mutants are as right as the solution, by the mutant's text.

    Raises:
        ValueError: If a mutant has no reason.
    """
    reasons: dict[str, str] = {}
    reason = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            reason = line.removeprefix("# ")
        elif line.strip():
            if not reason:
                raise ValueError(f"{path.name}: {line!r} stands there without a reason")
            reasons[line.strip()] = reason
        else:
            reason = ""
    return reasons


@functools.cache
def all_mutants() -> tuple[Mutant, ...]:
    """Return all mutants of the model solution."""
    return tuple(mutant for cell, source in solution_cells().items() for mutant in mutants(cell, source))


def survives(index: int) -> tuple[int, bool]:
    """Tell whether a mutant keeps every point of its part."""
    mutant = all_mutants()[index]
    return index, not lost_checks({mutant.cell: mutant.source}, default_settings(), 0, mutant.cell[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge every mutant and list the survivors; the exit status is 1 when one of them has no reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", dest="name", default="", help="regular expression that the mutant's text holds")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args(arguments)
    known, survivors = read_as_right(), []
    chosen = [index for index, mutant in enumerate(all_mutants()) if re.search(options.name, str(mutant))]
    with multiprocessing.get_context("spawn").Pool(options.jobs, begin) as pool:
        for index, alive in pool.imap(survives, chosen):
            if alive:
                survivors.append(all_mutants()[index])
                reason = known.get(str(survivors[-1]))
                print(f"{survivors[-1]}{f'   ({reason})' if reason else '   NO REASON GIVEN'}", flush=True)
    without = [mutant for mutant in survivors if str(mutant) not in known]
    print(f"{len(chosen)} mutants, {len(survivors)} keep every point, {len(without)} of them without a reason")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
