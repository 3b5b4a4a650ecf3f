"""What the rules leave to decide about a row that waits."""

from datetime import date
from uuid import UUID

from desktop.importing.outcome import Act, Candidate, RowPlace, Waiting
from desktop.importing.understand import Remark
from desktop.models.dates import PartialDate
from desktop.models.sheets import sheet_named
from desktop.ui.importing.choices import choices_for

MEMBER = sheet_named("member")
TODAY = date(2026, 11, 21)
HER = {"full_name": "Lê Thị Hạnh", "branch_id": "Chi hội Bắc"}


def choices(key, reason, *, candidates=(), refused=False, **values):
    waiting = Waiting(RowPlace("Sheet", 7), HER | values, (Remark(key, reason, ""),), tuple(candidates), refused)
    return choices_for(MEMBER, waiting, TODAY)


def words(*args, **values):
    return [choice.words for choice in choices(*args, **values)]


def test_a_value_that_could_be_read_may_go_in_as_it_is():
    assert words("citizen_id", "citizen_id.says_man", citizen_id="025080330860") == ["Nhập vẫn", "Bỏ qua dòng này"]


def test_a_value_that_could_not_be_read_is_left_blank_and_the_button_says_so():
    assert words("birth_date", "date.no_such_day")[0] == "Nhập, để trống ngày sinh"


def test_a_birth_date_to_come_goes_in_without_it():
    made = choices("birth_date", "birth.in_future", birth_date=PartialDate("2031-01-05"))[0]
    assert made.words == "Nhập, để trống ngày sinh"
    assert made.decision.values == HER


def test_a_girl_of_seventeen_is_not_let_in_without_her_birth_date():
    assert words("birth_date", "birth.too_young", birth_date=PartialDate("2009-01-01")) == ["Bỏ qua dòng này"]


def test_a_man_may_be_an_honorary_member():
    made = choices("sex", "member.is_man", sex="male")[0]
    assert made.words == "Nhập là hội viên danh dự"
    assert made.decision.values["kind"] == "honorary"


def test_of_several_people_alike_each_can_be_chosen():
    alike = [Candidate(UUID(int=n), f"Lê Thị Hạnh · {1970 + n}") for n in (1, 2)]
    made = choices("", "person.several_alike", candidates=alike)
    assert [choice.words for choice in made] == [
        "Là người thứ 1 – cập nhật",
        "Là người thứ 2 – cập nhật",
        "Là người khác – thêm mới",
        "Bỏ qua dòng này",
    ]
    assert [choice.decision.act for choice in made] == [Act.SAME, Act.SAME, Act.ADD, Act.SKIP]
    assert made[1].decision.same_as == UUID(int=2)


def test_a_refused_row_can_only_stay_out():
    assert words("full_name", "name.missing", refused=True) == ["Bỏ qua dòng này"]


def test_a_name_that_the_register_cannot_place_is_left_blank():
    made = choices("group_id", "reference.unknown", group_id="Tổ 1")[0]
    assert made.words == "Nhập, để trống tổ"
    assert made.decision.values == HER
