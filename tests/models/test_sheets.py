"""What a sheet asks of a row: of its own fields always, of a part only where the part is begun."""

from datetime import date

from desktop.models.sheets import HOUSEHOLD, MEMBER

ON = date(2026, 11, 21)


def asked(sheet, values):
    return {problem.field for problem in sheet.judge(values, ON) if problem.code == "value.required"}


def test_a_household_without_a_poverty_class_is_whole():
    assert asked(HOUSEHOLD, {"name": "Hộ Trần Thị An"}) == set()


def test_a_poverty_status_once_begun_wants_its_class():
    assert asked(HOUSEHOLD, {"name": "Hộ Trần Thị An", "from_on": "2026"}) == {"poverty_class"}


def test_a_member_is_always_asked_for_a_branch():
    assert asked(MEMBER, {"full_name": "Trần Thị An"}) == {"branch_id"}


def test_optional_parts_and_sensitive_fields_stay_out_of_the_list_as_delivered():
    assert [entry.key for entry in HOUSEHOLD.listed] == ["name", "hamlet_id", "address"]
    assert [entry.key for entry in MEMBER.listed] == ["full_name", "birth_date", "branch_id", "phone", "joined_on"]
