"""The search index keeps step with every kind of write."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from desktop.models.person import Person
from desktop.store.engine import Mode, driver_of
from desktop.store.store import Store
from sync.journal import AS_STORED
from tests.people import AN, HOA, HUE, crowd


def found(store: Store, expression: str) -> list[str]:
    query = (
        "SELECT full_name FROM person WHERE rid IN (SELECT rowid FROM person_search WHERE person_search MATCH ?) "
        "ORDER BY title_key"
    )
    with store.reading() as db:
        return list(db.exec_driver_sql(query, (expression,)).scalars())


def add(store: Store, *people: dict[str, object]) -> None:
    with store.writing(reason="add") as session:
        session.add_all([Person(**values) for values in people])


def change(store: Store, statement: str) -> None:
    with store.writing(AS_STORED, reason="edit") as session:
        session.execute(text(statement))


def test_words_are_found_by_their_beginnings_with_and_without_marks(store: Store) -> None:
    add(store, AN, HOA, HUE)
    assert found(store, 'folded : ("thi" "hoa"*)') == ["Nguyễn Thị Hòa"]
    assert found(store, 'folded : ("da"*)') == ["Đặng Thị Huệ"]
    assert found(store, 'accented : ("hoà"*)') == ["Nguyễn Thị Hòa"]
    assert found(store, 'folded : ("0912"*)') == ["Lê Thị An"]
    assert found(store, 'accented : ("0912"*)') == []
    assert store.check() == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE person SET full_name = 'Lê Thị Bưởi'", []),
        ("UPDATE person SET full_name = NULL", []),
        ("UPDATE person SET phone = '0900000001'", ["Lê Thị An"]),
        ("UPDATE person SET note = 'bưởi'", ["Lê Thị An"]),
        ("UPDATE person SET deleted_at = 1", []),
    ],
)
def test_a_changed_row_is_found_by_its_new_words_alone(store: Store, statement: str, expected: list[str]) -> None:
    add(store, AN)
    change(store, statement)
    assert found(store, 'folded : ("an")') == expected
    assert store.check() == []


def test_a_row_out_of_the_trash_is_found_again_once(store: Store) -> None:
    add(store, AN)
    for statement in ("deleted_at = 1", "deleted_at = 2", "full_name = 'Lê Thị Ân'", "deleted_at = NULL"):
        change(store, f"UPDATE person SET {statement}")
        assert store.check() == []
    assert found(store, 'accented : ("ân")') == ["Lê Thị Ân"]


def test_a_bulk_insert_and_a_bulk_change_are_indexed(store: Store) -> None:
    with store.writing(AS_STORED, reason="import") as session:
        store.add_rows(session, Person, crowd(500))
        session.execute(update(Person).where(Person.party_member).values(full_name="Hà Thị Đảng"))
    with store.writing(AS_STORED, reason="bulk") as session:
        session.execute(update(Person).where(Person.sex == "female").values(phone="0900000009"))
    assert store.check() == []
    assert len(found(store, 'folded : ("0900000009")')) == 500


def test_a_rolled_back_act_leaves_the_index_as_it_was(store: Store) -> None:
    add(store, AN)

    def act() -> None:
        with store.writing(AS_STORED, reason="x") as session:
            session.execute(text("UPDATE person SET full_name = 'Lê Thị Bưởi'"))
            store.add_rows(session, Person, crowd(50))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        act()
    assert found(store, 'folded : ("an")') == ["Lê Thị An"]
    assert store.check() == []


def test_what_arrives_from_elsewhere_is_indexed_with_the_next_act(store: Store) -> None:
    with store.local_writing() as db, driver_of(db).writing_as(Mode.APPLY):
        db.exec_driver_sql("INSERT INTO person(id, full_name) VALUES (zeroblob(16), 'Lò Thị Ính')")
        db.exec_driver_sql("INSERT INTO membership(id) VALUES (zeroblob(16))")
    with store.local_writing() as db, driver_of(db).writing_as(Mode.APPLY):
        db.exec_driver_sql("UPDATE person SET full_name = 'Lò Thị Inh' WHERE full_name = 'Lò Thị Ính'")
    add(store, AN)
    assert found(store, 'accented : ("inh")') == ["Lò Thị Inh"]
    assert found(store, 'accented : ("ính")') == []


_NAMES = st.sampled_from(["Lê Thị An", "Đặng Thị Huệ", "H'Vi ÊBan", "Nguyễn Hoà", "", None, "Tôn Nữ 12", "  "])
_WRITES = st.lists(st.tuples(st.integers(0, 3), _NAMES, st.sampled_from(["name", "trash", "back", "add"])), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_WRITES, min_size=1, max_size=4))
def test_after_any_acts_the_whole_file_passes_its_check(
    store: Store, acts: list[list[tuple[int, str | None, str]]]
) -> None:
    for writes in acts:
        with store.writing(AS_STORED, reason="x") as session:
            for row, name, what in writes:
                values = {"name": {"full_name": name}, "trash": {"deleted_at": 1}, "back": {"deleted_at": None}}
                if what == "add":
                    session.add(Person(full_name=name))
                    session.flush()
                else:
                    session.execute(update(Person).where(text(f"rid % 4 = {row}")).values(**values[what]))
    assert store.check() == []
