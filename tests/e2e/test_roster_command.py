"""`sohoi roster`, read back from the paper: everybody once, in her place, and nothing that is nobody's business."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from desktop.__main__ import main
from desktop.demo.commune import COMMUNE, PASSWORD
from desktop.models.branch import Branch
from desktop.models.dates import PartialDate
from desktop.models.household import Household, HouseholdMember
from desktop.models.membership import Membership
from desktop.models.names import sort_key
from desktop.models.person import Person
from desktop.models.poverty_status import PovertyStatus
from desktop.registers.office import Founding, Office, enter, found
from tests.e2e.conftest import QUICK
from tests.forms.reading import said, texts
from tests.registers.village import FAMILIES, GIVEN, MIDDLES

Call = Callable[..., tuple[int, Any]]
LONG_NAME = "Nguyễn Phúc Công Tằng Tôn Nữ Thị Hoàng Ngọc Quỳnh Phương Nguyệt Thùy Trang Khuê Anh"[:80]
SIZES = range(14, 26)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command and gives its exit code and its answer."""
    monkeypatch.setenv("SOHOI_PASSWORD", PASSWORD)

    def calling(*words: object) -> tuple[int, Any]:
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return calling


@pytest.fixture
def roster(call: Call, tmp_path: Path) -> Callable[..., bytes]:
    """Makes a roster and gives the paper."""

    def making(data: Path, *more: object, people: int | None = None) -> bytes:
        path = tmp_path / "danh-sach.pdf"
        words = ("--title", "Sinh hoạt quý IV", "--when", "2026-11-24T08:00", "--place", "Nhà văn hóa xóm Na Pặng")
        code, answer = call("roster", "--data", data, *words, "-o", path, *more)
        assert (code, answer["file"]) == (0, str(path))
        assert people is None or answer["people"] == people
        return path.read_bytes()

    return making


@pytest.fixture(scope="session")
def branches_of_all_sizes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with an empty branch, a branch of one, and branches about as long as a page."""
    folder = tmp_path_factory.mktemp("sizes") / "so"
    office = found(folder, Founding(COMMUNE, "Nguyễn Thị Lan", PASSWORD), cost=QUICK).office
    dice = Random(5)
    for size in (0, 1, *SIZES):
        _add_branch(office, f"Chi hội số {size}", [_name(dice) for _ in range(size)])
    _add_branch(office, "Chi hội tên dài", [LONG_NAME, "Lò Thị Ơn"])
    office.close()
    return folder


def _name(dice: Random) -> str:
    return f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"


def _add_branch(office: Office, name: str, names: list[str]) -> UUID:
    """A branch of women of whom much is known that no roster may tell."""
    store, numbers = office.store, Random(name)
    with store.writing(reason="test", label="Dựng chi hội") as session:
        (branch,) = store.add_rows(session, Branch, [{"name": name, "basis": "area", "status": "active"}])
        people = [
            {
                "full_name": each, "birth_date": PartialDate("1979-03-05"), "sex": "female", "ethnicity": "tay",
                "religion": "tin_lanh", "citizen_id": f"0191790{numbers.randrange(10**5):05d}",
            }
            for each in names
        ]  # fmt: skip
        ids = store.add_rows(session, Person, people) if people else []
        for person in ids:
            store.add_rows(session, Membership, [{"person_id": person, "branch_id": branch, "kind": "regular"}])
        for person in ids[:3]:
            (house,) = store.add_rows(session, Household, [{"name": "Hộ", "head_id": person}])
            member = {"household_id": house, "person_id": person, "relation": "head", "from_on": "2025-07"}
            store.add_rows(session, HouseholdMember, [member])
            poor = {"household_id": house, "poverty_class": "poor", "standard": "2022_2025", "from_on": "2026-01-01"}
            store.add_rows(session, PovertyStatus, [poor])
    return branch  # type: ignore[no-any-return]


def lines_of(paper: bytes) -> dict[int, str]:
    """What stands in each numbered row, as far as its first line goes."""
    rows = re.findall(r"^(\d+)(?: (.*?))?\s*$", "\n".join(texts(paper)), re.MULTILINE)
    return {int(number): text for number, text in rows if len(number) < 4}


def members_of(call: Call, data: Path, tmp_path: Path) -> list[dict[str, Any]]:
    """Everybody in the register, as exported."""
    call("export", "member", "--data", data, "-o", tmp_path / "m.json")
    rows: list[dict[str, Any]] = json.loads((tmp_path / "m.json").read_text("utf-8"))
    return rows


@pytest.mark.e2e
def test_a_whole_commune_stands_branch_by_branch_each_in_given_name_order(
    commune: Path, roster: Callable[..., bytes], call: Call, tmp_path: Path
) -> None:
    members = members_of(call, commune, tmp_path)
    paper = roster(commune, people=len(members))
    lines, text = lines_of(paper), "\n".join(texts(paper))
    branches = re.findall(r"^(Chi hội .+?) \((\d+) người\)\s*$", text, re.MULTILINE)
    assert len(branches) == 12
    at = 0
    for branch, size in branches:
        expected = sorted((row["full_name"] for row in members if row["branch"] == branch), key=sort_key)
        assert len(expected) == int(size)
        for name in expected:
            at += 1
            assert lines[at].startswith(name), f"{at}: {lines[at]!r} where {name!r} belongs"
    assert at == len(members)
    assert "BẢN MẪU" in texts(paper)[0]


@pytest.mark.e2e
@pytest.mark.parametrize("asked", ["Chi hội Na Pặng", "na pang", "NA PẶNG"])
def test_one_branch_is_one_list_in_given_name_order(
    commune: Path, roster: Callable[..., bytes], call: Call, tmp_path: Path, asked: str
) -> None:
    members = [row for row in members_of(call, commune, tmp_path) if row["branch"] == "Chi hội Na Pặng"]
    expected = sorted((row["full_name"] for row in members), key=sort_key)
    paper = roster(commune, "--branch", asked, people=len(expected))
    lines = lines_of(paper)
    assert [lines[at][: len(name)] for at, name in enumerate(expected, 1)] == expected
    assert [lines[at] for at in range(len(expected) + 1, len(expected) + 6)] == [""] * 5
    assert "người)" not in said(paper).split("Triệu tập")[0]


@pytest.mark.e2e
def test_a_list_of_nobody_of_one_of_a_page_and_of_a_page_and_one(
    branches_of_all_sizes: Path, roster: Callable[..., bytes], call: Call, tmp_path: Path
) -> None:
    members = members_of(call, branches_of_all_sizes, tmp_path)
    pages = {}
    for size in (0, 1, *SIZES):
        branch = f"Chi hội số {size}"
        paper = roster(branches_of_all_sizes, "--branch", branch, "--blank-rows", 0, people=size)
        expected = sorted((row["full_name"] for row in members if row["branch"] == branch), key=sort_key)
        lines = lines_of(paper)
        assert [lines[at][: len(name)] for at, name in enumerate(expected, 1)] == expected
        assert size + 1 not in lines
        assert f"Triệu tập: {size} người" in said(paper)
        pages[size] = len(texts(paper))
    assert pages[0] == pages[1] == 1
    assert set(pages.values()) == {1, 2}, "the sizes are to hold one page exactly, and one row more"
    assert list(pages.values()) == sorted(pages.values())


@pytest.mark.e2e
def test_a_name_of_eighty_letters_is_there_whole(branches_of_all_sizes: Path, roster: Callable[..., bytes]) -> None:
    assert len(LONG_NAME) == 80
    paper = roster(branches_of_all_sizes, "--branch", "tên dài", people=2)
    letters = "".join(said(paper).split())
    assert letters.count("".join(LONG_NAME.split())) == 1
    assert letters.index("".join(LONG_NAME.split())) < letters.index("LòThịƠn")


@pytest.mark.e2e
def test_no_roster_tells_a_citizen_id_a_religion_an_ethnic_group_or_a_poverty_class(
    branches_of_all_sizes: Path, roster: Callable[..., bytes], call: Call, tmp_path: Path
) -> None:
    members = members_of(call, branches_of_all_sizes, tmp_path)
    assert {(row["religion"], row["ethnicity"]) for row in members} == {("Tin Lành", "Tày")}
    letters = said(roster(branches_of_all_sizes, people=len(members)))
    told = [row["citizen_id"] for row in members if row["citizen_id"] in letters]
    assert told == []
    for words in ("Tin Lành", "Tin lành", "Tày", "nghèo", "Tôn giáo", "Dân tộc", "căn cước", "CCCD"):
        assert words.casefold() not in letters.casefold()


@pytest.mark.e2e
def test_a_branch_that_does_not_exist_prints_nothing(commune: Path, call: Call, tmp_path: Path) -> None:
    meeting = ("--title", "Họp", "--when", "2026-11-24T08:00", "--place", "Nhà văn hóa")
    paper = tmp_path / "x.pdf"
    code, answer = call("roster", "--data", commune, *meeting, "--branch", "Không Có", "-o", paper)
    assert (code, answer["error"]) == (1, "roster.no_such_branch")
    assert "Không Có" in answer["message"]
    assert not paper.exists()


@pytest.mark.e2e
@pytest.mark.parametrize("where", ["không có/x.pdf", "thư mục"])
def test_a_roster_that_cannot_be_written_says_so_and_is_not_logged_as_printed(
    commune: Path, call: Call, tmp_path: Path, where: str
) -> None:
    (tmp_path / "thư mục").mkdir()
    meeting = ("--title", "Họp", "--when", "2026-11-24T08:00", "--place", "Nhà văn hóa")
    before = access_log(commune)
    code, answer = call("roster", "--data", commune, *meeting, "-o", tmp_path / where)
    assert (code, answer["error"]) == (1, "print.file_unwritable")
    assert Path(where).name in answer["message"]
    assert list((tmp_path / "thư mục").iterdir()) == []
    assert access_log(commune) == before


def access_log(data: Path) -> int:
    """How many views and prints were noted."""
    office = enter(data, "", PASSWORD)
    try:
        with office.store.reading() as db:
            return int(db.exec_driver_sql("SELECT count(*) FROM access_log").scalar_one())
    finally:
        office.close()
