"""Moodle in and out: exports and grading worksheets are read, grades and feedback written."""

from autograder.moodle.export import Export, read_export
from autograder.moodle.feedback_zip import write_feedback_zip
from autograder.moodle.grades import Grade, fill, scale
from autograder.moodle.handin import Handin
from autograder.moodle.importrules import CommentFate, GradeFate, RowVerdict, dry_run
from autograder.moodle.language import Status
from autograder.moodle.limits import ArchiveError, ArchiveLimits
from autograder.moodle.roster import Person, Roster, join
from autograder.moodle.worksheet import Row, Worksheet, parse_worksheet, read_worksheet

__all__ = [
    "ArchiveError",
    "ArchiveLimits",
    "CommentFate",
    "Export",
    "Grade",
    "GradeFate",
    "Handin",
    "Person",
    "Roster",
    "Row",
    "RowVerdict",
    "Status",
    "Worksheet",
    "dry_run",
    "fill",
    "join",
    "parse_worksheet",
    "read_export",
    "read_worksheet",
    "scale",
    "write_feedback_zip",
]
