"""Exports of every layout, re-zipped, extracted, damaged and hostile."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from crafted_zip import Member, crafted_zip
from made_up_class import LAYOUTS, STUDENTS, layout_id, notebook

from autograder.errors import UsageError
from autograder.moodle.export import Export, read_export
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.limits import ArchiveLimits
from autograder.moodle.sample import Layout, SampleStudent, export_files, make_export

PERSONAL = [layout for layout in LAYOUTS if not layout.teams]


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def extracted(folder: Path, files: dict[str, bytes]) -> Path:
    root = folder / "extracted"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def notebooks(export: Export) -> dict[int | None, bytes | None]:
    return {handin.participant: handin.notebook for handin in export.handins}


EXPECTED = {17: notebook("zoë"), 3: notebook("jl"), 8: notebook("dora"), 9: None}


@pytest.mark.parametrize("layout", PERSONAL, ids=layout_id)
def test_export_of_any_layout_gives_everybody_who_handed_in(layout: Layout, tmp_path: Path) -> None:
    make_export(tmp_path / "export.zip", STUDENTS, layout)
    export = read_export(tmp_path / "export.zip")
    assert notebooks(export) == EXPECTED
    assert export.notes == ()
    zoe, _, dora, tim = export.handins
    assert zoe.name == (layout.language.participant if layout.blind else "Müller-OConnor, Zoë (2)")
    assert zoe.notebook_name == ("sub/XAI Übung.ipynb" if layout.folders else "XAI Übung.ipynb")
    assert dict(zoe.files) == {"Bild.png": b"png"}
    assert (zoe.problem, zoe.notes, zoe.group) == ("", (), False)
    assert dict(dora.files) == {"onlinetext/onlinetext.html": b"<p>hallo</p>"}
    assert tim.problem == "no notebook among: onlinetext/onlinetext.html"


@pytest.mark.parametrize("layout", PERSONAL, ids=layout_id)
def test_export_rezipped_on_a_mac_gives_the_same(layout: Layout, tmp_path: Path) -> None:
    files = {}
    for name, content in export_files(STUDENTS, layout).items():
        decomposed = unicodedata.normalize("NFD", f"ANN U08-4711/{name}")
        folder, _, base = decomposed.rpartition("/")
        files[decomposed] = content
        files[f"__MACOSX/{folder}/._{base}"] = b"\x00\x05\x16\x07"
        files[f"{folder}/.DS_Store"] = b"\x00"
    assert notebooks(read_export(zipped(tmp_path, files))) == EXPECTED


@pytest.mark.parametrize("layout", PERSONAL, ids=layout_id)
def test_export_extracted_gives_the_same(layout: Layout, tmp_path: Path) -> None:
    root = extracted(tmp_path, {f"ANN U08-4711/{name}": data for name, data in export_files(STUDENTS, layout).items()})
    (root / "desktop.ini").write_bytes(b"[.ShellClassInfo]")
    for place in (root, root / "ANN U08-4711"):
        export = read_export(place)
        assert notebooks(export) == EXPECTED
        assert export.notes == ()


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "utf-8"])
def test_export_rezipped_on_windows_gives_names(encoding: str, tmp_path: Path) -> None:
    members = [
        Member(name.encode(encoding), content, system=0)
        for name, content in export_files(STUDENTS[:1], Layout()).items()
    ]
    (tmp_path / "export.zip").write_bytes(crafted_zip(members))
    (zoe,) = read_export(tmp_path / "export.zip").handins
    assert (zoe.participant, zoe.name, zoe.notebook_name) == (17, "Müller-OConnor, Zoë (2)", "sub/XAI Übung.ipynb")


@pytest.mark.parametrize(
    "name",
    [
        "Teilnehmer_in_17_assignsubmission_file_/x.ipynb",
        "Teilnehmer_in_17_assignsubmission_file_x.ipynb",
        "muellerz_Zoë Müller_17_assignsubmission_file/x.ipynb",
        "Zoë 5 Müller_17_assignsubmission_file/x.ipynb",
        "_17_assignsubmission_file/x.ipynb".replace("_17", "-_17"),
    ],
)
def test_export_with_patched_names_gives_the_number(name: str, tmp_path: Path) -> None:
    (handin,) = read_export(zipped(tmp_path, {name: notebook()})).handins
    assert (handin.participant, handin.notebook_name) == (17, "x.ipynb")


@pytest.mark.parametrize(
    "name",
    [
        "Eve_5_assignsubmission_file/Zoë_17_assignsubmission_file/x.ipynb",
        "Eve_5_assignsubmission_file_/Zoë_17_assignsubmission_file_x.ipynb",
        "Eve_5_assignsubmission_file_Zoë_17_assignsubmission_file_x.ipynb",
        "Eve_5_assignsubmission_onlinetext/Zoë_17_assignsubmission_file/x.ipynb",
    ],
)
def test_export_with_file_named_like_somebody_elses_stays_with_its_owner(name: str, tmp_path: Path) -> None:
    (handin,) = read_export(zipped(tmp_path, {name: notebook()})).handins
    assert (handin.participant, handin.name) == (5, "Eve")


@pytest.mark.parametrize("since_41", [True, False])
@pytest.mark.parametrize("folders", [True, False])
def test_export_of_people_without_a_group_tells_no_number_from_41_on(
    since_41: bool, folders: bool, tmp_path: Path
) -> None:
    layout = Layout(language=GERMAN, since_41=since_41, folders=folders, teams=True)
    make_export(tmp_path / "export.zip", STUDENTS[:1], layout)
    (handin,) = read_export(tmp_path / "export.zip").handins
    expected = (None, "Standard-Gruppe", True) if since_41 else (17, "Standard-Gruppe-Müller-OConnor, Zoë (2)", False)
    assert (handin.participant, handin.name, handin.group) == expected


def test_export_with_all_plugins_gives_one_handin_per_person(tmp_path: Path) -> None:
    student = SampleStudent(1, "A B", {"x.ipynb": notebook(), "onlinetext.html": b"own"}, online_text="<p>text</p>")
    make_export(tmp_path / "export.zip", [student])
    (handin,) = read_export(tmp_path / "export.zip").handins
    assert dict(handin.files) == {"onlinetext.html": b"own", "onlinetext/onlinetext.html": b"<p>text</p>"}


def test_export_with_damaged_file_is_that_persons_problem(tmp_path: Path) -> None:
    members = [
        Member(b"A_1_assignsubmission_file/x.ipynb", notebook(), checksum=1),
        Member(b"B_2_assignsubmission_file/x.ipynb", notebook()),
    ]
    (tmp_path / "export.zip").write_bytes(crafted_zip(members))
    broken, fine = read_export(tmp_path / "export.zip").handins
    assert broken.notebook is None
    assert broken.problem.startswith("no notebook; x.ipynb: is damaged")
    assert fine.notebook == notebook()


def test_export_with_hostile_archives_is_their_owners_problem(tmp_path: Path) -> None:
    uploads = {
        1: crafted_zip([Member(b"../../evil", b"x"), Member(b"x.ipynb", notebook())]),
        2: crafted_zip([Member(f"{number}".encode(), bytes(1 << 20)) for number in range(20)]),
        3: crafted_zip([Member(f"{number}".encode()) for number in range(500)]),
        4: crafted_zip([Member(b"x.ipynb", b"1"), Member(b"x.ipynb", b"2")]),
        5: crafted_zip([Member(b"x.ipynb", b"/etc/passwd", mode=0o120777)]),
        6: b"PK\x03\x04 damaged",
        7: b"7z\xbc\xaf\x27\x1c damaged",
        8: b"Rar!\x1a\x07\x01\x00",
        9: crafted_zip([Member(b"x.ipynb", notebook())]),
    }
    students = [SampleStudent(number, f"N {number}", {"h.zip": data}) for number, data in uploads.items()]
    make_export(tmp_path / "export.zip", students)
    limits = ArchiveLimits(handin_bytes=8 << 20, handin_entries=100)
    problems = {handin.participant: handin.problem for handin in read_export(tmp_path / "export.zip", limits).handins}
    assert "hostile" in problems[1]
    assert "more bytes" in problems[2]
    assert "more files" in problems[3]
    assert "h.zip/x.ipynb: the archive has this name twice" in problems[4]
    assert "h.zip/x.ipynb: is a link" in problems[5]
    assert "damaged" in problems[6]
    assert "cannot be unpacked" in problems[7]
    assert problems[8] == "no notebook among: h.zip; h.zip: cannot be unpacked (RAR); zip and 7z can"
    assert problems[9] == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip"]


def test_export_with_archive_that_unfolds_without_end_is_stopped(tmp_path: Path) -> None:
    content = crafted_zip([Member(b"x.ipynb", notebook())])
    for depth in range(6):
        content = crafted_zip([Member(f"{number}{depth}.zip".encode(), content) for number in range(4)])
    make_export(tmp_path / "export.zip", [SampleStudent(1, "A B", {"h.zip": content})])
    (handin,) = read_export(tmp_path / "export.zip").handins
    assert handin.notebook is None
    assert "more than 3 archives lie in each other" in handin.problem


def test_export_without_files_is_an_empty_class(tmp_path: Path) -> None:
    make_export(tmp_path / "export.zip", [replace(STUDENTS[0], status=Status.NONE)])
    assert read_export(tmp_path / "export.zip") == Export((), ("the export is empty: nobody handed in a file",))


def test_export_of_500_is_complete(tmp_path: Path) -> None:
    students = [SampleStudent(number, f"Name {number}", {"x.ipynb": notebook(str(number))}) for number in range(500)]
    make_export(tmp_path / "export.zip", students)
    export = read_export(tmp_path / "export.zip")
    assert notebooks(export) == {number: notebook(str(number)) for number in range(500)}


def test_export_with_strange_files_names_them(tmp_path: Path) -> None:
    files = {"A_1_assignsubmission_file/x.ipynb": notebook(), "grades.csv": b"", "A_1_assignfeedback_file/f.html": b""}
    export = read_export(zipped(tmp_path, files))
    assert export.notes == ("2 files belong to no participant: grades.csv, A_1_assignfeedback_file/f.html",)
    assert len(export.handins) == 1


def test_export_with_one_number_for_two_names_says_so(tmp_path: Path) -> None:
    files = {"A_1_assignsubmission_file/x.ipynb": notebook("a"), "B_1_assignsubmission_file/x.ipynb": notebook("b")}
    export = read_export(zipped(tmp_path, files))
    (handin,) = export.handins
    assert export.notes == ("participant 1 has two names: 'A' and 'B'",)
    assert handin.notes == ("x.ipynb: comes twice, the first was taken",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no zip at all", "damaged"),
        (b"", "damaged"),
        (crafted_zip([Member(b"homework/x.ipynb", b"x")]), "Name_123_assignsubmission_file.*homework/x.ipynb"),
        (crafted_zip([Member(b"../A_1_assignsubmission_file/x.ipynb", b"x")]), "hostile"),
    ],
)
def test_export_that_is_none_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        read_export(tmp_path / "export.zip")


def test_export_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_export(tmp_path / "export.zip")


def test_export_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    make_export(tmp_path / "export.zip", STUDENTS)
    with pytest.raises(UsageError, match="more files"):
        read_export(tmp_path / "export.zip", ArchiveLimits(entries=2))
    with pytest.raises(UsageError, match="more bytes"):
        read_export(tmp_path / "export.zip", ArchiveLimits(total_bytes=1000))


def test_export_nested_in_zip_and_sevenzip_is_unpacked(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("Abgabe/x.ipynb", notebook())
        archive.writestr("__MACOSX/Abgabe/._x.ipynb", b"")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    make_export(tmp_path / "export.zip", [SampleStudent(1, "A B", {"h.zip": outer.getvalue(), "r.pdf": b"%PDF"})])
    (handin,) = read_export(tmp_path / "export.zip").handins
    assert handin.notebook_name == "h.zip/inner.zip/Abgabe/x.ipynb"
    assert dict(handin.files) == {"r.pdf": b"%PDF"}
    assert handin.notes == ("h.zip: unpacked", "h.zip/inner.zip: unpacked")
