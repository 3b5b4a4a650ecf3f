"""What two computers wrote differently: shown with both values, who and where."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from desktop.exchange.conflicts import KEEP, LIFE, TRASH, Conflicts
from desktop.exchange.desk import ConflictCard, ConflictField
from desktop.exchange.memory import Memory, remember
from desktop.exchange.settling import settle
from desktop.models.dates import PartialDate
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.register import Register
from desktop.registers.undo import Undo
from desktop.store.store import Store
from tests.exchange.passing import pass_on
from tests.people import AN, Wall


@pytest.fixture
def an(desktop: Store, laptop: Store) -> UUID:
    """Mrs An, known to both computers, in a branch."""
    branch = Register(desktop, sheet_named("branch")).add({"name": "Chi hội Na Pặng"})
    person = Register(desktop, MEMBER).add({**AN, "branch_id": branch})
    pass_on(desktop, laptop)
    return person


def change(store: Store, person: UUID, **values: Any) -> None:
    """Open her form, change it, save it."""
    members = Register(store, MEMBER)
    members.save(members.open(person), values)


def meet(desktop: Store, laptop: Store) -> None:
    """Each hears of the other."""
    pass_on(desktop, laptop)
    pass_on(laptop, desktop)


def only(cards: list[ConflictCard]) -> tuple[ConflictCard, Mapping[str, ConflictField]]:
    (card,) = cards
    return card, {field.field.key: field for field in card.fields}


def test_no_card_where_nothing_was_written_twice(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, full_name="Lê Thị Ân")
    meet(desktop, laptop)
    assert Conflicts(desktop).cards() == Conflicts(laptop).cards() == []


def test_a_card_shows_both_values_with_who_wrote_them_on_which_computer(
    desktop: Store, laptop: Store, an: UUID, wall: Wall
) -> None:
    device = laptop.meta("device") or b""
    remember(desktop, Memory(computers={device.hex(): "Máy xách tay"}))
    change(desktop, an, birth_date=PartialDate("1963"), full_name="Lê Thị Ân")
    wall.ms += 60_000
    change(laptop, an, birth_date=PartialDate("1962-03"))
    meet(desktop, laptop)
    card, fields = only(Conflicts(desktop).cards())
    assert (card.sheet, card.row, card.title, card.subtitle) == ("member", an, "Lê Thị Ân", "Chi hội Na Pặng")
    assert list(fields) == ["birth_date"]
    born = fields["birth_date"]
    assert born.started_from == "1962"
    told = [(choice.text, choice.who, choice.computer, choice.is_here) for choice in born.choices]
    assert told == [
        ("03/1962", "Hoàng Thị Mai", "Máy xách tay", False),
        ("1963", "Nguyễn Thị Lan", "", True),
    ]
    assert (born.choices[0].at - born.choices[1].at).total_seconds() == 60


def test_both_computers_show_the_same_card(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, birth_date=PartialDate("1963"))
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    (here,), (there,) = Conflicts(desktop).cards(), Conflicts(laptop).cards()
    assert [choice.text for choice in here.fields[0].choices] == [choice.text for choice in there.fields[0].choices]
    assert [choice.is_here for choice in here.fields[0].choices] == [
        not choice.is_here for choice in there.fields[0].choices
    ]


def test_one_card_holds_the_person_and_her_membership(desktop: Store, laptop: Store, an: UUID) -> None:
    other = Register(desktop, sheet_named("branch")).add({"name": "Chi hội Bản Mới"})
    third = Register(laptop, sheet_named("branch")).add({"name": "Chi hội Khe Vàng"})
    change(desktop, an, branch_id=other, birth_date=PartialDate("1963"))
    change(laptop, an, branch_id=third, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    _, fields = only(Conflicts(desktop).cards())
    assert set(fields) == {"birth_date", "branch_id"}
    branch = fields["branch_id"]
    assert branch.started_from == "Chi hội Na Pặng"
    assert {(choice.text, choice.value) for choice in branch.choices} == {
        ("Chi hội Bản Mới", other), ("Chi hội Khe Vàng", third),
    }  # fmt: skip


def test_quiet_fields_and_equal_values_ask_nobody(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, phone="0912000222", birth_date=PartialDate("1963"))
    change(laptop, an, phone="0912000333", birth_date=PartialDate("1963"))
    meet(desktop, laptop)
    assert Conflicts(desktop).cards() == []


def test_an_emptied_field_is_a_value_like_any_other(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, birth_date=None)
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    _, fields = only(Conflicts(laptop).cards())
    assert {choice.text for choice in fields["birth_date"].choices} == {"", "1964"}


def test_a_row_that_one_trashed_while_another_edited_it_asks_which(desktop: Store, laptop: Store, an: UUID) -> None:
    Register(desktop, MEMBER).remove([an])
    change(laptop, an, phone="0912000444")
    meet(desktop, laptop)
    for store in (desktop, laptop):
        card, fields = only(Conflicts(store).cards())
        assert card.title == "Lê Thị An"
        life = fields["life"]
        assert life.field is LIFE
        assert {(choice.value, choice.who) for choice in life.choices} == {
            (TRASH, "Nguyễn Thị Lan"), (KEEP, "Hoàng Thị Mai"),
        }  # fmt: skip


def settle_all(store: Store, values: Mapping[str, Any]) -> None:
    """Settle the only card by field key."""
    card, fields = only(Conflicts(store).cards())
    settle(store, card, {fields[key].key: value for key, value in values.items()})


@pytest.mark.parametrize("kept", [0, 1])
def test_settling_on_one_computer_closes_the_card_on_both(
    desktop: Store, laptop: Store, an: UUID, wall: Wall, kept: int
) -> None:
    change(desktop, an, birth_date=PartialDate("1963"))
    wall.ms += 1
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    value = (PartialDate("1964"), PartialDate("1963"))[kept]  # the one that is shown already, or the other
    settle_all(laptop, {"birth_date": value})
    assert Conflicts(laptop).cards() == []
    meet(desktop, laptop)
    for store in (desktop, laptop):
        assert Conflicts(store).cards() == []
        assert Register(store, MEMBER).open(an).values["birth_date"] == value
        assert store.check() == []


def test_a_third_value_settles_as_well(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, birth_date=PartialDate("1963"))
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    settle_all(desktop, {"birth_date": PartialDate("1962-05-17")})
    meet(desktop, laptop)
    assert Conflicts(laptop).cards() == []
    assert Register(laptop, MEMBER).open(an).values["birth_date"] == "1962-05-17"


def test_both_settling_alike_leaves_nothing_to_settle(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, birth_date=PartialDate("1963"))
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    for store in (desktop, laptop):
        settle_all(store, {"birth_date": PartialDate("1963")})
    meet(desktop, laptop)
    assert Conflicts(desktop).cards() == Conflicts(laptop).cards() == []


def test_a_field_left_for_later_stays_on_the_card(desktop: Store, laptop: Store, an: UUID) -> None:
    change(desktop, an, birth_date=PartialDate("1963"), full_name="Lê Thị Ân")
    change(laptop, an, birth_date=PartialDate("1964"), full_name="Lê Thị Ăn")
    meet(desktop, laptop)
    settle_all(desktop, {"full_name": "Lê Thị Ân"})
    _, fields = only(Conflicts(desktop).cards())
    assert set(fields) == {"birth_date"}


def test_a_value_of_a_reference_can_be_kept(desktop: Store, laptop: Store, an: UUID) -> None:
    other = Register(desktop, sheet_named("branch")).add({"name": "Chi hội Bản Mới"})
    third = Register(laptop, sheet_named("branch")).add({"name": "Chi hội Khe Vàng"})
    change(desktop, an, branch_id=other)
    change(laptop, an, branch_id=third)
    meet(desktop, laptop)
    for value in (other, third):
        _, fields = only(Conflicts(desktop).cards())
        assert {choice.value for choice in fields["branch_id"].choices} == {other, third}
        if Register(desktop, MEMBER).open(an).values["branch_id"] == value:
            settle_all(desktop, {"branch_id": value})
            break
    meet(desktop, laptop)
    assert Conflicts(laptop).cards() == []
    assert (
        Register(laptop, MEMBER).open(an).values["branch_id"] == Register(desktop, MEMBER).open(an).values["branch_id"]
    )


@pytest.mark.parametrize("decision", [KEEP, TRASH])
def test_keeping_or_trashing_a_disputed_row_holds_on_both(
    desktop: Store, laptop: Store, an: UUID, decision: str
) -> None:
    Register(desktop, MEMBER).remove([an])
    change(laptop, an, phone="0912000444")
    meet(desktop, laptop)
    settle_all(laptop, {"life": decision})
    meet(desktop, laptop)
    for store in (desktop, laptop):
        assert Conflicts(store).cards() == []
        members = Register(store, MEMBER)
        assert members.open(an).is_trashed is (decision == TRASH)
        assert len(members.find()) == (decision == KEEP)
        assert store.check() == []


def test_settling_can_be_taken_back(desktop: Store, laptop: Store, an: UUID, wall: Wall) -> None:
    change(desktop, an, birth_date=PartialDate("1963"))
    wall.ms += 1
    change(laptop, an, birth_date=PartialDate("1964"))
    meet(desktop, laptop)
    settle_all(desktop, {"birth_date": PartialDate("1963")})
    undo = Undo(desktop)
    last = undo.last()
    assert last is not None
    assert last.label == "Chọn giá trị cho Lê Thị An"
    undo.take_back(last.act)
    assert Register(desktop, MEMBER).open(an).values["birth_date"] == "1964"
