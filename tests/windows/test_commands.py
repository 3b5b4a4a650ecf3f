"""The installed program without its window: what it tests itself, a list taken in, a roster to print."""

import json
from collections import Counter
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desktop.helpdesk.checks import Subject
from desktop.helpdesk.spoken_code import read_code
from tests.forms.reading import said
from tests.windows.computer import Computer

LISTS = Path(__file__).resolve().parents[1] / "data" / "lists"
COMMUNE = "05611"
MEETING = ("--title", "Sinh hoạt quý IV", "--when", "2026-11-24T08:00", "--place", "Nhà văn hóa xóm Na Pặng")


@pytest.fixture(scope="module")
def folder(computer: Computer) -> Path:
    """A folder of a person's own, with marks and a blank in its name."""
    folder = computer.home / "Documents" / "Sổ của Lan"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def register(computer: Computer, folder: Path) -> Path:
    """A register into which one of the invented lists was taken, and how that went."""
    code, made = computer.ask("init", "--commune", COMMUNE, "--name", "Nguyễn Thị Lan", "--data", folder / "sổ")
    assert (code, made["user"], made["commune_name"]) == (0, "Lan", "Xã Phú Lương")
    return folder / "sổ"


@pytest.fixture(scope="module")
def members(computer: Computer, register: Path, folder: Path) -> list[dict[str, str]]:
    """The members as the program exports them, after the list was taken in."""
    good = json.loads((LISTS / "hoi-vien-theo-chi-hoi.truth.json").read_text("utf-8"))
    code, done = computer.ask("import", LISTS / "hoi-vien-theo-chi-hoi.xlsx", "--data", register)
    assert (code, done["added"], done["refused"]) == (0, len(good), [])
    code, written = computer.ask("export", "member", "-o", folder / "hội viên.json", "--data", register)
    assert (code, written["rows"]) == (0, len(good))
    rows: list[dict[str, str]] = json.loads((folder / "hội viên.json").read_text("utf-8"))
    assert sorted(row["full_name"] for row in rows) == sorted(row["full_name"] for row in good)
    return rows


def test_the_program_tests_itself_and_says_so_to_a_person(computer: Computer) -> None:
    said = computer.run(computer.commands, "self-test")
    assert said.code == 0, said.out.decode("utf-8", "replace")
    assert said.err == b""
    lines = said.text.splitlines()
    assert "chạy tốt trên máy này" in said.text
    code = read_code(lines[-1].rsplit(":", 1)[1])
    found = dict(zip(Subject, code.tones, strict=True))
    found.pop(Subject.PRINTERS)  # Wine shows those of this computer, which may have none
    assert (code.failed, {*found.values()}) == (0, {"good"})
    assert [line for line in lines if "USB" in line and line.endswith("tốt.")]


def test_a_list_goes_in_whole(members: list[dict[str, str]]) -> None:
    assert len(members) == 620


def test_the_same_list_again_changes_nothing(computer: Computer, register: Path, members: list[dict[str, str]]) -> None:
    code, done = computer.ask("import", LISTS / "hoi-vien-theo-chi-hoi.xlsx", "--data", register)
    assert (code, done["added"], done["unchanged"]) == (0, 0, len(members))


def test_a_roster_names_everybody_in_letters_that_travel_with_it(
    computer: Computer, register: Path, members: list[dict[str, str]], folder: Path
) -> None:
    paper = folder / "danh sách.pdf"
    code, done = computer.ask("roster", "--data", register, *MEETING, "-o", paper)
    assert (code, done["people"]) == (0, len(members))
    text = said(paper.read_bytes())
    names = Counter(row["full_name"] for row in members)
    assert {name: count for name, count in names.items() if text.count(name) < count} == {}
    assert fonts_of(paper) == {True}


def test_what_is_refused_is_said_in_vietnamese(computer: Computer, folder: Path) -> None:
    code, told = computer.ask("check", "--data", folder / "không có")
    assert (code, told["error"]) == (1, "store.folder_missing")
    assert "không" in told["message"]


def fonts_of(paper: Path) -> set[bool]:
    """Whether the fonts of the letters on a paper are in its file."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return {
            bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(each)))
            for page in document
            for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
        }
    finally:
        document.close()
