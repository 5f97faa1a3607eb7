"""The feedback zip, as Moodle takes it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from moodle_rules import Moodle, Record

from autograder.errors import UsageError
from autograder.moodle.feedback_zip import write_feedback_zip

PAGES = {number: f"<p>Rückmeldung {number}</p>".encode() for number in (3, 17, 101)}


def test_feedback_zip_reaches_everybody_in_moodle(tmp_path: Path) -> None:
    write_feedback_zip(tmp_path / "feedback.zip", PAGES.items())
    site = Moodle({number: Record() for number in (*PAGES, 5)})
    site.upload_feedback_zip((tmp_path / "feedback.zip").read_bytes())
    assert {number: record.files for number, record in site.records.items()} == {
        **{number: {"feedback.html": page} for number, page in PAGES.items()},
        5: {},
    }


def test_feedback_zip_has_plain_names_and_no_zip64(tmp_path: Path) -> None:
    write_feedback_zip(tmp_path / "feedback.zip", PAGES.items())
    content = (tmp_path / "feedback.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [f"P_{number}_assignfeedback_file/feedback.html" for number in (3, 17, 101)]
        assert {(info.flag_bits, info.extra) for info in archive.infolist()} == {(0, b"")}
    assert b"PK\x06\x06" not in content


def test_feedback_zip_of_the_same_pages_is_the_same(tmp_path: Path) -> None:
    write_feedback_zip(tmp_path / "a.zip", PAGES.items())
    write_feedback_zip(tmp_path / "b.zip", PAGES.items())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_feedback_zip_of_nobody_is_an_empty_archive(tmp_path: Path) -> None:
    write_feedback_zip(tmp_path / "feedback.zip", [])
    assert zipfile.ZipFile(tmp_path / "feedback.zip").namelist() == []


def test_feedback_zip_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    write_feedback_zip(tmp_path / "feedback.zip", PAGES.items())
    before = (tmp_path / "feedback.zip").read_bytes()
    with pytest.raises(TypeError):
        write_feedback_zip(tmp_path / "feedback.zip", [(1, b"x"), (2, None)])  # type: ignore[list-item]
    assert (tmp_path / "feedback.zip").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["feedback.zip"]


def test_feedback_zip_for_negative_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="participant number"):
        write_feedback_zip(tmp_path / "feedback.zip", [(-1, b"x")])


def test_feedback_zip_in_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_feedback_zip(tmp_path / "missing" / "feedback.zip", PAGES.items())
