"""Find very similar solutions: shared passages of code that neither the template nor the class has in common.

The method is that of MOSS: submissions are compared by the runs of `PASSAGE` tokens that they share, after everything
that is easily changed (names, comments, docstrings, layout) is taken away, and without passages that stand in the
template or in many submissions. Source: Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document
Fingerprinting", SIGMOD 2003, and MOSS's manual (option ``-m``, by default 10). Winnowing itself, which thins out the
fingerprints of large programs, is left out: solutions of some hundred lines need none.

What is short is naturally alike: there are few ways to write three lines. So only runs of `PASSAGE` tokens count; a
cell counts from `CELL_PASSAGES` of them on; and a pair is reported only when the cells that are alike hold
`PAIR_PASSAGES` together and `PAIR_RATIO` of all that is the smaller submission's own. A full solution has 350 to 700
passages. The numbers were set on made-up classes of 5 to 100, each solution put together, cell by cell, from some
twenty ways to write it: 76 of 78 complete copies were found, and 71 of 19 880 pairs that were alike by chance.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name, String, Token

from autograder.results import Key, SimilarPair

PASSAGE = 10  # tokens in a row; less than one line of tensor code
COMMON = 10  # submissions; a passage found in more of them is common knowledge (MOSS: -m 10) …
COMMON_SHARE = 0.05  # … or in more than this share of a large class
CELL_RATIO = 0.6  # share of a cell's passages that must be the same
CELL_PASSAGES = 15
PAIR_PASSAGES = 120
PAIR_RATIO = 0.6
MAX_CELL_CHARS = 8_000  # of each cell that are compared; an ordinary one has a few hundred

Passage = tuple[str, ...]  # tokens
Matrix = NDArray[Any]


def similar_pairs(submissions: Mapping[Key, Mapping[str, str]], template: Mapping[str, str]) -> tuple[SimilarPair, ...]:
    """Return the pairs of very similar submissions, most alike first; the order of `submissions` plays no part.

    Args:
        submissions: Source text of the code cells, by key of the submission and id of the cell. Text that is no valid
            Python is compared all the same.
        template: Source text of the cells to compare, as they were handed out.
    """
    keys = sorted(submissions, key=lambda key: (isinstance(key, str), key))
    given = {line for source in template.values() for line in _lines(source)}
    own = np.zeros(len(keys), dtype=np.int64)
    same = np.zeros((len(keys), len(keys)), dtype=np.int64)
    alike: dict[str, Matrix] = {}
    for cell in template:
        cell_own, cell_same = _shared([_passages(submissions[key].get(cell, ""), given) for key in keys])
        enough = np.maximum(CELL_PASSAGES, CELL_RATIO * np.minimum.outer(cell_own, cell_own))
        alike[cell] = cell_same >= enough
        own += cell_own
        same += np.where(alike[cell], cell_same, 0)
    smaller = np.minimum.outer(own, own)
    found = np.argwhere(np.triu(same >= np.maximum(PAIR_PASSAGES, PAIR_RATIO * smaller), k=1)).tolist()
    pairs = (
        SimilarPair(
            first=keys[i],
            second=keys[j],
            cells=tuple(cell for cell in template if alike[cell][i, j]),
            ratio=round(float(same[i, j] / smaller[i, j]), 3),
        )
        for i, j in found
    )
    return tuple(sorted(pairs, key=lambda pair: -pair.ratio))


def _shared(passages: Sequence[frozenset[Passage]]) -> tuple[Matrix, Matrix]:
    """Return how many passages each submission has of its own (N,), and how many each pair has in common (N, N).

    Passages that many submissions have are left out.
    """
    limit = max(COMMON, int(COMMON_SHARE * len(passages)))
    holders: dict[Passage, list[int]] = defaultdict(list)
    for i, mine in enumerate(passages):
        for passage in mine:
            holders[passage].append(i)
    own = np.zeros(len(passages), dtype=np.int64)
    same = np.zeros((len(passages), len(passages)), dtype=np.int64)
    for who in holders.values():
        if len(who) <= limit:
            own[who] += 1
            same[np.ix_(who, who)] += 1
    return own, same


def _passages(source: str, given: set[Passage]) -> frozenset[Passage]:
    """Return all runs of `PASSAGE` tokens, across lines, of what does not stand in the template."""
    tokens = [token for line in _lines(source) if line not in given for token in line]
    return frozenset(tuple(tokens[k : k + PASSAGE]) for k in range(len(tokens) - PASSAGE + 1))


@functools.lru_cache(maxsize=1024)  # many cells are as they were handed out
def _lines(source: str) -> tuple[Passage, ...]:
    """Return the tokens of each line that has any, with placeholders for names and texts.

    Names after a dot stay, because an interface cannot be renamed, but for those of ``self``.
    """
    lines: list[list[str]] = [[]]
    before = ["", ""]
    written = "\n".join(line for line in source[:MAX_CELL_CHARS].splitlines() if line.strip())
    for kind, text in _LEXER.get_tokens(written):  # without blank lines, over which the lexer takes quadratic time
        kinds = kind.split()  # from the root: a docstring is Token, Literal, String, Doc
        if Token.Text in kinds:
            if "\n" in text:
                lines.append([])
            continue
        if Comment in kinds or String.Doc in kinds:
            continue
        if Name in kinds and not (before[1] == "." and before[0] != "self"):
            token = "name"
        else:
            token = "text" if String in kinds and String.Interpol not in kinds else text
        if not (token == "text" and lines[-1][-1:] == ["text"]):  # a literal comes in several pieces
            lines[-1].append(token)
        before = [before[1], text]
    return tuple(tuple(line) for line in lines if line)


_LEXER = PythonLexer(ensurenl=False)
