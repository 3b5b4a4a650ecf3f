"""Two people write the same field: both values are kept, a card asks, and one answer closes it everywhere."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from desktop.exchange.conflicts import KEEP, TRASH
from desktop.exchange.desk import ConflictField
from desktop.models.dates import PartialDate
from tests.e2e.exchange.compare import history_here
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.roads import Road
from tests.e2e.exchange.rounds import assert_equal

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


def asked(computer: Computer) -> Mapping[str, ConflictField]:
    """The fields of the only card."""
    (card,) = computer.desk.conflicts()
    return {field.field.key: field for field in card.fields}


def settle(computer: Computer, key: str, value: object) -> None:
    (card,) = computer.desk.conflicts()
    computer.desk.settle(card.id, {asked(computer)[key].key: value})


def test_both_see_both_values_and_one_answer_closes_the_card_on_both(
    desktop: Computer, laptop: Computer, road: Road, an: UUID
) -> None:
    desktop.change(an, birth_date=PartialDate("1963"))
    laptop.change(an, birth_date=PartialDate("1962-05"))
    road.exchange(desktop, laptop, desktop)
    for computer in (desktop, laptop):
        born = asked(computer)["birth_date"]
        told = {(choice.text, choice.who, choice.computer) for choice in born.choices}
        assert told == {("1963", "Nguyễn Thị Lan", "Máy 1"), ("05/1962", "Hoàng Thị Mai", "Máy 2")}
        assert born.started_from == "1962"
        assert computer.desk.status().conflicts == 1
    settle(laptop, "birth_date", PartialDate("1962-05"))
    road.exchange(laptop, desktop)
    for computer in (desktop, laptop):
        assert computer.desk.conflicts() == []
        assert computer.values(an)["birth_date"] == "1962-05"
    assert_equal(desktop, laptop, road.province)
    assert history_here(desktop.store) == history_here(laptop.store)


def test_a_form_that_was_open_while_the_other_value_came_hides_nothing(
    desktop: Computer, laptop: Computer, road: Road, an: UUID
) -> None:
    opened = desktop.members.open(an)
    laptop.change(an, birth_date=PartialDate("1962-05"))
    road.exchange(laptop, desktop)
    desktop.members.save(opened, {"birth_date": PartialDate("1963")})
    assert {choice.text for choice in asked(desktop)["birth_date"].choices} == {"1963", "05/1962"}
    road.exchange(desktop, laptop)
    assert {choice.text for choice in asked(laptop)["birth_date"].choices} == {"1963", "05/1962"}
    assert_equal(desktop, laptop, road.province)


@pytest.mark.parametrize("decision", [KEEP, TRASH])
def test_one_trashed_whom_the_other_edited(
    desktop: Computer, laptop: Computer, road: Road, an: UUID, decision: str
) -> None:
    desktop.members.remove([an])
    laptop.change(an, phone="0912000444")
    road.exchange(desktop, laptop, desktop)
    for computer in (desktop, laptop):
        assert {choice.value for choice in asked(computer)["life"].choices} == {KEEP, TRASH}
    settle(desktop, "life", decision)
    road.exchange(desktop, laptop)
    for computer in (desktop, laptop):
        assert computer.desk.conflicts() == []
        assert len(computer.members.find()) == (decision == KEEP)
    assert_equal(desktop, laptop, road.province)


def test_an_exchange_tells_how_many_fields_are_new_to_settle(
    desktop: Computer, laptop: Computer, road: Road, an: UUID
) -> None:
    desktop.change(an, birth_date=PartialDate("1963"), full_name="Lê Thị Ân", phone="0912000222")
    laptop.change(an, birth_date=PartialDate("1964"), full_name="Lê Thị Ăn", phone="0912000333")
    road.exchange(desktop, laptop)
    found = [past.outcome.conflicts_new for past in laptop.desk.history()]
    assert sum(found) == 2
    assert desktop.desk.status().conflicts == 0
