"""Meetings with their rosters, on a real store."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from desktop.models.names import sort_key
from desktop.registers.attendance_marks import Mark, marks_by_absence, read_numbers
from desktop.registers.invitees import Invitee, Invitees, joined
from desktop.registers.meetings import WALK_IN, Figures, Line, Meetings, figures_of, lines_for, share_text
from desktop.registers.register import Gone, Refused
from desktop.registers.undo import Undo
from sync.journal import ChangedMeanwhile
from tests.registers.village import BAN_DAY, NA_PANG, Village, small_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def meetings(village: Village) -> Meetings:
    return Meetings(village.store)


@pytest.fixture
def invitees(village: Village) -> Invitees:
    return Invitees(village.store)


def names(people: list[Invitee]) -> list[str]:
    return [each.full_name for each in people]


def called(meetings: Meetings, people: list[Invitee], **values: object) -> UUID:
    given = {"title": "Sinh hoạt quý IV", "starts_at": "2026-11-24T08:00", "place": "Nhà văn hóa", **values}
    return meetings.save(given, lines_for(people))


def test_one_branch_is_listed_by_given_name(village: Village, invitees: Invitees) -> None:
    found = names(invitees.of_branches([village.branches["Na Pặng"]]))
    assert found == sorted(NA_PANG, key=sort_key)


def test_several_branches_are_listed_one_after_the_other(village: Village, invitees: Invitees) -> None:
    assert names(invitees.of_branches()) == [*sorted(BAN_DAY, key=sort_key), *sorted(NA_PANG, key=sort_key)]


def test_only_living_members_who_have_not_left_are_invited(village: Village, invitees: Invitees) -> None:
    village.member("Ma Thị Lan", "Na Pặng", left_on=PartialDate("2026-01"))
    village.member("Ma Thị Mai", "Na Pặng", died_on=PartialDate("2025"))
    assert set(names(invitees.of_branches())) == {*NA_PANG, *BAN_DAY}


def test_honorary_members_are_invited_when_asked_for(village: Village, invitees: Invitees) -> None:
    village.member("Ông Văn Danh", "Na Pặng", kind="honorary", sex="male")
    assert "Ông Văn Danh" not in names(invitees.of_branches())
    assert "Ông Văn Danh" in names(invitees.of_branches(honorary=True))


def test_those_who_hold_a_post_today_are_invited_by_rank(village: Village, invitees: Invitees) -> None:
    village.add("post_holding", person_id=village.people["Trần Thị An"], post="branch_head",
                branch_id=village.branches["Na Pặng"], from_on=PartialDate("2024"))  # fmt: skip
    village.add(
        "post_holding", person_id=village.people["Hoàng Thị Bích"], post="chair", from_on=PartialDate("2025-07-01")
    )
    village.add("post_holding", person_id=village.people["Đặng Thị Huệ"], post="branch_head", to_on=PartialDate("2025"))
    found = invitees.of_posts(["branch_head", "chair"])
    assert [(each.full_name, each.post) for each in found] == [
        ("Hoàng Thị Bích", "Chủ tịch"), ("Trần Thị An", "Chi hội trưởng"),
    ]  # fmt: skip
    assert found[1].branch == "Na Pặng"
    assert names(invitees.of_posts(["branch_head", "chair"], [village.branches["Na Pặng"]])) == ["Trần Thị An"]


def test_a_person_in_two_memberships_is_called_once(village: Village, invitees: Invitees) -> None:
    village.add("membership", person_id=village.people["Trần Thị An"], branch_id=village.branches["Bản Dạy"])
    assert names(invitees.of_branches()).count("Trần Thị An") == 1


def test_lines_are_numbered_in_roster_order(village: Village, meetings: Meetings, invitees: Invitees) -> None:
    opened = meetings.open(called(meetings, invitees.of_branches()))
    assert [line.position for line in opened.lines] == [1, 2, 3, 4, 5]
    assert opened.lines[0].name == "Lê Thị Ánh"


def test_a_meeting_without_title_is_refused_and_leaves_nothing(meetings: Meetings) -> None:
    with pytest.raises(Refused):
        meetings.save({"title": "", "starts_at": "2026-11-24T08:00", "place": "x"}, [])
    assert meetings.listed() == []


def test_like_last_time_brings_those_who_came_uncalled_and_not_those_who_left(
    village: Village, meetings: Meetings, invitees: Invitees
) -> None:
    branch = village.branches["Na Pặng"]
    first = called(meetings, invitees.of_branches([branch]), kind="branch_meeting", branch_id=branch)
    guest = invitees.of_people([village.people["Lê Thị Ánh"]])
    meetings.add_walk_ins(first, guest, ["Bà Nông Thị Tuyết"])
    village.leave("Đặng Thị Huệ", "2026-11")
    last = invitees.like_last("branch_meeting", branch)
    assert last is not None
    assert last.meeting_id == first
    assert names(list(last.people)) == sorted(["Trần Thị An", "Nguyễn Thị Hòa", "Lê Thị Ánh"], key=sort_key)
    assert invitees.like_last("committee", None) is None


def test_choosing_others_keeps_what_was_noted_of_those_who_stay(
    village: Village, meetings: Meetings, invitees: Invitees
) -> None:
    meeting = called(meetings, invitees.of_branches([village.branches["Na Pặng"]]))
    meetings.mark(meeting, {1: Mark.EXCUSED})
    opened = meetings.open(meeting)
    meetings.save({}, lines_for(invitees.of_branches(), opened.lines), opened)
    after = meetings.open(meeting)
    assert len(after.lines) == 5
    assert {line.name: line.present for line in after.lines}["Trần Thị An"] == "excused"
    meetings.save(
        {"place": "Sân đình"}, lines_for(invitees.of_people([village.people["Lê Thị Ánh"]]), after.lines), after
    )
    assert [line.name for line in meetings.open(meeting).lines] == ["Lê Thị Ánh"]
    assert meetings.open(meeting).values["place"] == "Sân đình"


def test_attendance_by_numbers_gives_the_figures(village: Village, meetings: Meetings, invitees: Invitees) -> None:
    meeting = called(meetings, invitees.of_branches())
    figures = meetings.mark(meeting, marks_by_absence(read_numbers("2, 4p", 5), range(1, 6)))
    assert figures == Figures(called=5, present=3, excused=1, absent=1)
    assert figures.share == "3/5 (60,0 %)"
    assert meetings.listed()[0].present == 3


def test_walk_ins_stand_after_the_roster_and_do_not_raise_its_share(
    village: Village, meetings: Meetings, invitees: Invitees
) -> None:
    meeting = called(meetings, invitees.of_branches([village.branches["Na Pặng"]]))
    meetings.mark(meeting, dict.fromkeys(range(1, 4), Mark.PRESENT))
    people = invitees.of_people([village.people["Lê Thị Ánh"], village.people["Trần Thị An"]])
    figures = meetings.add_walk_ins(meeting, people, ["Bà Tuyết"])
    assert (figures.share, figures.walk_ins) == ("3/3 (100,0 %)", 2)
    last = meetings.open(meeting).lines[-2:]
    assert [(line.name, line.position, line.note) for line in last] == [
        ("Lê Thị Ánh", 4, WALK_IN),
        ("Bà Tuyết", 5, WALK_IN),
    ]


def test_two_forms_of_one_meeting_do_not_overwrite_each_other(meetings: Meetings, invitees: Invitees) -> None:
    meeting = called(meetings, invitees.of_branches())
    one, other = meetings.open(meeting), meetings.open(meeting)
    meetings.save({"place": "A"}, one.lines, one)
    with pytest.raises(ChangedMeanwhile):
        meetings.save({"place": "B"}, other.lines, other)
    meetings.save({"place": "B"}, other.lines, other, force=True)
    assert meetings.open(meeting).values["place"] == "B"


def test_a_meeting_with_its_roster_is_one_act_to_undo(village: Village, meetings: Meetings, invitees: Invitees) -> None:
    called(meetings, invitees.of_branches())
    undo = Undo(village.store)
    last = undo.last()
    assert last is not None
    assert last.label == "Thêm cuộc họp Sinh hoạt quý IV"
    undo.take_back(last.act)
    assert meetings.listed() == []


def test_a_removed_meeting_is_gone(meetings: Meetings, invitees: Invitees) -> None:
    meeting = called(meetings, invitees.of_branches())
    meetings.remove(meeting)
    with pytest.raises(Gone):
        meetings.open(meeting)


def test_a_guest_who_was_invited_counts_among_those_called(meetings: Meetings, invitees: Invitees) -> None:
    lines = [*lines_for(invitees.of_branches()), Line(None, "Ông Bí thư chi bộ")]
    meeting = meetings.save({"title": "Họp", "starts_at": "2026-11-24T08:00", "place": "x"}, lines)
    assert meetings.open(meeting).figures.called == 6
    assert lines_for(invitees.of_branches(), meetings.open(meeting).lines)[-1].name == "Ông Bí thư chi bộ"


def test_people_invited_twice_over_stand_once(village: Village, invitees: Invitees) -> None:
    everybody = invitees.of_branches()
    assert joined(everybody, everybody) == everybody


def test_shares_are_rounded_half_up_and_written_the_vietnamese_way() -> None:
    assert share_text(1, 16) == "1/16 (6,3 %)"
    assert share_text(1500, 3000) == "1.500/3.000 (50,0 %)"
    assert figures_of([]).share == "0/0 (–)"


def test_what_is_paid_for_coming_is_noted_on_every_line(meetings: Meetings, invitees: Invitees) -> None:
    meeting = called(meetings, invitees.of_branches())
    meetings.pay(meeting, days=2, rate_vnd=50_000)
    assert {(line.days, line.allowance_vnd) for line in meetings.open(meeting).lines} == {(2, 50_000)}
