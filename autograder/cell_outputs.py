"""The outputs of a test cell: what its checks found, for the student, and the score, for nbgrader."""

from __future__ import annotations

import html

import nbformat
from nbformat import NotebookNode

from autograder.checklist import check_titles
from autograder.scoring import PartResult


def outputs_of(part: PartResult) -> list[NotebookNode]:
    """Return the outputs of a part's test cell: the checks as a table, and the score.

    nbgrader takes the first ``execute_result`` that is a number as the score (``nbgrader.utils.determine_grade``).
    """
    titles = check_titles()
    rows, lines = [], []
    for check in part.checks:
        mark = "✓" if check.score == check.points else "✗"
        title = titles.get(check.id, check.id)
        message = html.escape(check.message).replace("\n", "<br>")
        rows.append(
            f"<tr><td>{mark}</td><td>{html.escape(title)}</td><td>{check.score:g} / {check.points:g}</td>"
            f"<td style='text-align:left'>{message}</td></tr>"
        )
        lines.append(
            f"{mark} {title} ({check.score:g}/{check.points:g})" + (f"\n{check.message}" if check.message else "")
        )
    table = f"<table><tr><th></th><th>Prüfung</th><th>Punkte</th><th>Rückmeldung</th></tr>{''.join(rows)}</table>"
    display = nbformat.v4.new_output("display_data", data={"text/html": table, "text/plain": "\n".join(lines)})
    score = nbformat.v4.new_output("execute_result", data={"text/plain": repr(float(part.score))}, execution_count=1)
    return [display, score]
