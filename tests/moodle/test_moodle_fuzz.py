"""Random damage: readers either read or refuse with a reason, and never write."""

from __future__ import annotations

import io
from pathlib import Path

import py7zr
import pytest
from crafted_zip import Member, crafted_zip
from fuzzing import many
from hypothesis import example, given
from hypothesis import strategies as st
from made_up_class import STUDENTS, notebook

from autograder.errors import UsageError
from autograder.moodle.export import Export, read_export
from autograder.moodle.grades import fill
from autograder.moodle.importrules import dry_run
from autograder.moodle.language import GERMAN
from autograder.moodle.limits import ArchiveLimits
from autograder.moodle.sample import Layout, export_files, make_worksheet
from autograder.moodle.worksheet import parse_worksheet

LIMITS = ArchiveLimits(file_bytes=1 << 20, total_bytes=8 << 20, handin_bytes=2 << 20, entries=500, handin_entries=100)
FOLDER = b"Eve_5_assignsubmission_file/"
EDITS = st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(min_size=0, max_size=6)), max_size=6)


def edited(content: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    for position, patch in edits:
        at = position % (len(content) + 1)
        content = content[:at] + patch + content[at + len(patch) :] if patch else content[:at]
    return content


def check_export(folder: Path, content: bytes) -> None:
    """Read an export: nothing but hand-ins with or without a reason, or a refusal, and no file but the export."""
    path = folder / "export.zip"
    path.write_bytes(content)
    try:
        export = read_export(path, LIMITS)
    except UsageError:
        export = Export(())
    assert all((handin.notebook is None) == bool(handin.problem) for handin in export.handins)
    names = [name for handin in export.handins for name in (*handin.files, handin.notebook_name or "x")]
    assert not [name for name in names if name.startswith("/") or ".." in name.split("/")]
    assert [entry.name for entry in folder.iterdir()] == ["export.zip"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@many(100)
@given(edits=EDITS)
def test_damaged_export_is_read_or_refused(edits: list[tuple[int, bytes]], folder: Path) -> None:
    files = export_files(STUDENTS, Layout())
    check_export(
        folder, edited(crafted_zip([Member(name.encode(), data, flags=0x800) for name, data in files.items()]), edits)
    )


@many(100)
@given(edits=EDITS)
def test_damaged_archive_in_a_handin_is_its_own_problem(edits: list[tuple[int, bytes]], folder: Path) -> None:
    inner = crafted_zip([Member(b"x.ipynb", notebook()), Member(b"sub/y.ipynb", notebook("y"))])
    outer = [
        Member(FOLDER + b"x.zip", edited(inner, edits)),
        Member(b"Ann_6_assignsubmission_file/x.ipynb", notebook()),
    ]
    path = folder / "export.zip"
    path.write_bytes(crafted_zip(outer))
    eve, ann = read_export(path, LIMITS).handins
    assert ann.notebook == notebook()
    assert (eve.notebook is None) == bool(eve.problem)


@many(12)  # each starts a process
@given(edits=EDITS.filter(bool))
def test_damaged_sevenzip_in_a_handin_is_its_own_problem(edits: list[tuple[int, bytes]], folder: Path) -> None:
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w") as archive:
        archive.writestr(notebook(), "x.ipynb")
    check_export(
        folder, crafted_zip([Member(FOLDER + b"x.7z", target.getvalue()[:6] + edited(target.getvalue()[6:], edits))])
    )


NAMES = st.text(st.sampled_from("aZ_0/.\\:\x00é "), max_size=20) | st.sampled_from(
    ["../x", "/x", "a//b", "_1_assignsubmission_file"]
)


@many(100)
@given(
    members=st.lists(
        st.builds(
            Member,
            name=st.tuples(st.sampled_from([b"", FOLDER]), NAMES.map(str.encode)).map(b"".join),
            content=st.sampled_from([b"", notebook(), b"PK\x03\x04", bytes(2 << 20)]),
            flags=st.sampled_from([0, 0x1, 0x8, 0x800]),
            method=st.sampled_from([0, 8, 8, 8, 12, 14, 99]),
            system=st.sampled_from([0, 3]),
            mode=st.sampled_from([0, 0o100644, 0o120777, 0o040755, 0o010644]),
            claimed_size=st.sampled_from([None, None, 0, 10, 0xFFFFFFFF]),
            checksum=st.sampled_from([None, None, 7]),
        ),
        max_size=6,
    )
)
def test_crafted_export_is_read_or_refused(members: list[Member], folder: Path) -> None:
    check_export(folder, crafted_zip(members))


@many(100)
@given(content=st.binary(max_size=300))
@example(content=b"PK\x05\x06" + b"\xff" * 18)
@example(content=b"PK\x05\x06" + b"\x00" * 18)
def test_random_bytes_as_export_are_read_or_refused(content: bytes, folder: Path) -> None:
    check_export(folder, content)


@pytest.fixture(scope="module")
def worksheet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("fuzz") / "worksheet.csv"
    make_worksheet(path, STUDENTS, Layout(language=GERMAN, identities=True, online_text=True))
    return path.read_bytes()


@many(150)
@given(edits=EDITS)
def test_damaged_worksheet_is_refused_or_survives_the_round_trip(
    edits: list[tuple[int, bytes]], worksheet: bytes
) -> None:
    try:
        before = parse_worksheet(edited(worksheet, edits), "worksheet.csv")
    except UsageError:
        return
    verdicts = dry_run(fill(before, {}), before)
    assert len(verdicts) == len(before.rows)


@many(100)
@given(content=st.binary(max_size=300) | st.text(st.sampled_from('"\\,;\n\té1'), max_size=100).map(str.encode))
def test_random_bytes_as_worksheet_are_refused(content: bytes) -> None:
    with pytest.raises(UsageError):
        parse_worksheet(content, "worksheet.csv")


@many(100)
@given(rows=st.text(st.sampled_from("\"\\,;\n\té1a-'"), max_size=200))
def test_random_rows_below_a_header_are_refused_or_read(rows: str) -> None:
    header = "Identifier,Full name,Grade,Last modified (grade),Feedback comments\n"
    try:
        before = parse_worksheet((header + rows).encode(), "worksheet.csv")
    except UsageError:
        return
    assert len(dry_run(fill(before, {}), before)) == len(before.rows)
