"""Lists: what is typed, filtered and sorted finds those rows, in that order."""

import pytest

from desktop.models.dates import PartialDate
from desktop.models.sheets import sheet_named
from desktop.registers.query import Filter, Query
from desktop.registers.register import Register
from desktop.store.store import Store
from tests.people import AN, HOA, HUE

ANH = {"full_name": "Lê Thị Ánh", "birth_date": PartialDate("1990-03-12"), "occupation": "Nông dân"}
HVI = {"full_name": "H'Vi ÊBan", "birth_date": PartialDate("1971")}


@pytest.fixture
def filled(members: Register, store: Store) -> Register:
    """Five members in two branches."""
    branches = Register(store, sheet_named("branch"))
    places = [branches.add({"name": name, "status": "active"}) for name in ("Thôn 10", "Thôn 2")]
    for position, values in enumerate((HUE, ANH, HOA, AN, HVI)):
        members.add({**values, "branch_id": places[position % 2]})
    return members


def listed(register: Register, query: Query) -> list[str]:
    numbers = register.find(query)
    rows = register.rows(numbers, [register.sheet.field("full_name")])
    return [rows[number].cells[0] for number in numbers]


def test_a_list_stands_in_given_name_order(filled: Register) -> None:
    assert listed(filled, Query()) == ["Lê Thị An", "Lê Thị Ánh", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hoa", ["Nguyễn Thị Hòa"]),
        ("HOÀ thi", ["Nguyễn Thị Hòa"]),
        ("le thi", ["Lê Thị An", "Lê Thị Ánh"]),
        ("dang", ["Đặng Thị Huệ"]),
        ("hvi", ["H'Vi ÊBan"]),
        ("0912000", ["Lê Thị An"]),
        ("019188", ["Đặng Thị Huệ"]),
        ("le 0912", ["Lê Thị An"]),
        ("lan", []),
        ('"', []),
        ("   ", ["Lê Thị An", "Lê Thị Ánh", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]),
    ],
)
def test_what_is_typed_finds(filled: Register, typed: str, expected: list[str]) -> None:
    assert listed(filled, Query(typed)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Filter("birth_date", "from", "1975"), ["Lê Thị Ánh", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]),
        (Filter("birth_date", "to", "1975"), ["Lê Thị An", "H'Vi ÊBan", "Nguyễn Thị Hòa"]),
        (Filter("citizen_id", "filled"), ["Lê Thị An", "Đặng Thị Huệ"]),
        (Filter("occupation", "empty"), ["Lê Thị An", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]),
        (Filter("party_member", "is", True), ["Lê Thị An"]),
        (Filter("occupation", "is_not", ["Nông dân"]), ["Lê Thị An", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]),
        (Filter("branch_id", "contains", "thon 2"), ["Lê Thị An", "Lê Thị Ánh"]),
        (Filter("full_name", "contains", "%"), []),
    ],
    ids=lambda value: f"{value.key}-{value.test}" if isinstance(value, Filter) else "",
)
def test_a_filter_finds(filled: Register, asked: Filter, expected: list[str]) -> None:
    assert listed(filled, Query(filters=(asked,))) == expected


def test_filters_and_text_narrow_together(filled: Register) -> None:
    query = Query("le", (Filter("birth_date", "from", "1980"), Filter("occupation", "is", "Nông dân")))
    assert listed(filled, query) == ["Lê Thị Ánh"]


def test_a_list_is_sorted_by_any_column_then_by_name(filled: Register) -> None:
    by_birth = ["Lê Thị An", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ", "Lê Thị Ánh"]
    assert listed(filled, Query(sort="birth_date")) == by_birth
    assert listed(filled, Query(sort="birth_date", descending=True)) == by_birth[::-1]
    by_branch = listed(filled, Query(sort="branch_id"))
    assert by_branch == ["Lê Thị An", "Lê Thị Ánh", "H'Vi ÊBan", "Nguyễn Thị Hòa", "Đặng Thị Huệ"]  # thôn 2 first


def test_the_trash_is_searched_by_itself(filled: Register) -> None:
    numbers = filled.find(Query("hoa"))
    filled.remove(filled.ids(numbers))
    assert listed(filled, Query("hoa")) == []
    assert listed(filled, Query("hoa", trash=True)) == ["Nguyễn Thị Hòa"]
    assert listed(filled, Query("lan", trash=True)) == []


def test_rows_chosen_by_hand_are_a_query_of_their_own(filled: Register) -> None:
    chosen = filled.ids(filled.find(Query("le thi")))
    assert listed(filled, Query(only=tuple(chosen))) == ["Lê Thị An", "Lê Thị Ánh"]
