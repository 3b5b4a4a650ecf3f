"""The search box over every register."""

import pytest

from desktop.models.person import Person
from desktop.models.sheets import HOUSEHOLD, sheet_named
from desktop.registers.register import Register
from desktop.registers.search import Search
from desktop.store.store import Store
from tests.people import AN, HOA, HUE, crowd


@pytest.fixture
def search(members: Register, store: Store) -> Search:
    """Members, a person who is none, a household, branches and a meeting."""
    branch = Register(store, sheet_named("branch")).add({"name": "Chi hội Hòa Bình", "status": "active"})
    for values in (HUE, {**HOA, "full_name": "Nguyễn Thị Hoa"}, HOA, AN):
        members.add({**values, "branch_id": branch})
    Register(store, sheet_named("person")).add({"full_name": "Hoàng Văn Hòa"})
    Register(store, HOUSEHOLD).add({"name": "Hộ bà Hòa", "address": "Xóm Na Pặng"})
    Register(store, sheet_named("meeting")).add(
        {"title": "Họp chi hội Hòa Bình", "starts_at": "2026-11-24T08:00", "place": "Nhà văn hóa"}
    )
    return Search(store)


def titles(search: Search, typed: str, limit: int = 50) -> list[str]:
    return [hit.title for hit in search.find(typed, limit=limit)]


def test_members_come_first_with_branch_and_year_of_birth(search: Search) -> None:
    hits = search.find("hoa")
    assert [(hit.sheet, hit.title) for hit in hits[:3]] == [
        ("member", "Nguyễn Thị Hoa"), ("member", "Nguyễn Thị Hòa"), ("person", "Hoàng Văn Hòa"),
    ]  # fmt: skip
    assert hits[0].subtitle == "Chi hội Hòa Bình · 1975"
    assert {hit.sheet for hit in hits[3:]} == {"household", "branch", "meeting"}


def test_marks_as_typed_come_before_the_bare_letters(search: Search) -> None:
    assert titles(search, "hòa")[0] == "Nguyễn Thị Hòa"
    assert titles(search, "hoa")[0] == "Nguyễn Thị Hoa"
    assert titles(search, "hoà")[0] == "Nguyễn Thị Hòa"


def test_a_number_finds_its_bearer_and_is_not_shown(search: Search) -> None:
    (hit,) = search.find("0191880")
    assert (hit.title, "019188" in hit.subtitle) == ("Đặng Thị Huệ", False)
    assert titles(search, "an 0912") == ["Lê Thị An"]


@pytest.mark.parametrize("typed", ["", "  ", '"', "(", "*", "không có ai", "AND", "x' OR 1"])
def test_nothing_is_found_where_nothing_was_asked_or_nothing_fits(search: Search, typed: str) -> None:
    assert search.find(typed) == []


def test_the_trash_is_not_searched(search: Search, members: Register) -> None:
    members.remove(members.ids(members.find()))
    assert [hit.sheet for hit in search.find("nguyen")] == []


def test_one_who_left_is_a_person_and_no_member(search: Search, members: Register) -> None:
    (hit,) = search.find("lê an")
    members.save(members.open(hit.id), {"left_on": "2026-01-05", "left_reason": "moved"})
    (hit,) = search.find("lê an")
    assert (hit.sheet, hit.subtitle) == ("person", "1962")


def test_no_more_hits_than_asked_for_and_room_is_kept_for_other_registers(search: Search, store: Store) -> None:
    with store.writing(reason="import") as session:
        store.add_rows(
            session, Person, [{**values, "full_name": f"Trần Hòa {values['full_name']}"} for values in crowd(300)]
        )
    hits = search.find("hoa", limit=20)
    assert len(hits) == 20
    assert {hit.sheet for hit in hits} >= {"person", "household", "branch", "meeting"}


def test_a_row_without_a_title_or_birth_date_is_shown_as_it_is(search: Search, store: Store) -> None:
    with store.writing(reason="add") as session:
        session.add(Person(citizen_id="019188000999"))
    (hit,) = search.find("019188000999")
    assert (hit.title, hit.subtitle) == ("", "")
