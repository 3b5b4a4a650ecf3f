"""What papers print, gathered from a real store."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from desktop.registers.attendance_marks import Mark
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Line, Meetings, lines_for
from desktop.registers.print_data import GUESTS, PrintData
from desktop.registers.register import Gone
from desktop.reports.periods import Period
from tests.registers.village import Village, small_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def printing(village: Village) -> PrintData:
    return PrintData(village.store)


def meeting(village: Village, *, branch: str = "", by: str = "branch", **values: object) -> UUID:
    invitees = Invitees(village.store)
    branch_id = village.branches.get(branch)
    people = (
        invitees.of_posts(["chair", "branch_head"])
        if by == "post"
        else invitees.of_branches([branch_id] if branch_id else [])
    )
    given = {
        "title": "Sinh hoạt quý IV",
        "kind": "branch_meeting",
        "starts_at": "2026-11-24T08:00",
        "place": "Nhà văn hóa",
        "branch_id": branch_id,
        "invited_by": by,
        **values,
    }
    return Meetings(village.store).save(given, [*lines_for(people), Line(None, "Ông Bí thư")])


def test_a_roster_of_several_branches_is_divided_and_numbered_as_it_was_saved(
    village: Village, printing: PrintData
) -> None:
    facts = printing.meeting(meeting(village))
    assert [group.title for group in facts.groups] == ["Bản Dạy", "Na Pặng", GUESTS]
    assert [line.line.position for line in facts.lines] == [1, 2, 3, 4, 5, 6]
    assert (facts.kind, facts.starts_at, facts.figures.called) == ("Sinh hoạt chi hội", datetime(2026, 11, 24, 8), 6)
    assert len(facts.people) == 5


def test_a_roster_of_one_branch_is_one_list_without_repeating_the_branch(village: Village, printing: PrintData) -> None:
    facts = printing.meeting(meeting(village, branch="Na Pặng"))
    assert [group.title for group in facts.groups] == [""]
    assert facts.branch == "Na Pặng"
    assert {line.unit for line in facts.lines} == {""}


def test_those_invited_by_post_are_one_list_with_post_and_branch(village: Village, printing: PrintData) -> None:
    village.add("post_holding", person_id=village.people["Trần Thị An"], post="branch_head",
                branch_id=village.branches["Na Pặng"])  # fmt: skip
    facts = printing.meeting(meeting(village, by="post"))
    assert [(line.line.name, line.unit) for line in facts.lines] == [
        ("Trần Thị An", "Chi hội trưởng, Na Pặng"), ("Ông Bí thư", ""),
    ]  # fmt: skip
    assert not facts.are_members


def test_a_meeting_gone_by_still_prints_whoever_has_left_or_died_since(village: Village, printing: PrintData) -> None:
    held = meeting(village, branch="Na Pặng")
    Meetings(village.store).mark(held, {1: Mark.PRESENT})
    village.leave("Trần Thị An", "2026-11-30")
    line = printing.meeting(held).lines[0]
    assert (line.line.name, line.birth, line.line.present) == ("Trần Thị An", "1979", "present")


def test_a_branch_list_has_sensitive_values_only_where_they_are_asked_for(
    village: Village, printing: PrintData
) -> None:
    village.member("Ma Thị Lan", "Bản Dạy", ethnicity="tay", religion="none", address="Xóm 3", core_member=True,
                   joined_on=PartialDate("2007-03"))  # fmt: skip
    plain = printing.branch_members(village.branches["Bản Dạy"], ethnicity=False)
    assert plain.branch == "Bản Dạy"
    lan = next(each for each in plain.members if each.full_name == "Ma Thị Lan")
    assert (lan.ethnicity, lan.religion, lan.address, lan.joined, lan.is_core) == ("", "", "Xóm 3", "03/2007", True)
    asked = printing.branch_members(village.branches["Bản Dạy"], religion=True)
    assert next(each for each in asked.members if each.id == lan.id).ethnicity == "Tày"


def test_who_came_and_who_went_in_a_quarter_stands_by_branch(village: Village, printing: PrintData) -> None:
    village.member("Lò Thị Mới", "Na Pặng", joined_on=PartialDate("2026-10-05"))
    village.member("Lò Thị Đi", "Bản Dạy", left_on=PartialDate("2026-11"), left_reason="moved_away")
    village.member("Lò Thị Lạc", None, joined_on=PartialDate("2026-12"))
    quarter = Period.quarter(2026, 4)
    came = printing.movements("joined", quarter)
    assert [(group.branch, [each.full_name for each in group.members]) for group in came] == [
        ("Na Pặng", ["Lò Thị Mới"]), ("Chưa có chi hội", ["Lò Thị Lạc"]),
    ]  # fmt: skip
    assert came[0].members[0].day == "05/10/2026"
    (went,) = printing.movements("left", quarter)
    assert (went.members[0].day, went.members[0].reason) == ("11/2026", "Chuyển nơi ở")
    assert printing.movements("joined", quarter, branch_id=village.branches["Bản Dạy"]) == []


def test_a_gift_list_names_persons_and_households_by_given_name(village: Village, printing: PrintData) -> None:
    source = village.add("resource_in", donor="Hội Chữ thập đỏ")
    house = village.add("household", name="Hộ ông Bảo", address="Xóm 2")
    common = {
        "list_name": "Tết 2026",
        "given_on": PartialDate("2026-01-20"),
        "support_kind": "gift",
        "resource_id": source,
    }
    village.add(
        "support_out", person_id=village.people["Đặng Thị Huệ"], cash_vnd=500_000, target_group="Hộ nghèo", **common
    )
    village.add("support_out", household_id=house, goods="Gạo 10 kg", goods_value_vnd=150_000, received_by="Lan",
                received_relation="con", **common)  # fmt: skip
    facts = printing.gifts("Tết 2026")
    assert [(gift.full_name, gift.cash_vnd, gift.goods, gift.proxy) for gift in facts.gifts] == [
        ("Hộ ông Bảo", 0, "Gạo 10 kg", "Lan (con)"), ("Đặng Thị Huệ", 500_000, "", ""),
    ]  # fmt: skip
    assert (facts.handed_on, facts.source, facts.gifts[0].address) == (date(2026, 1, 20), "Hội Chữ thập đỏ", "Xóm 2")
    assert printing.gift_lists() == [("Tết 2026", 2)]
    with pytest.raises(Gone):
        printing.gifts("Không có")
