"""Settings that all computers of an office share: one row each, wherever it was first chosen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models.office import Setting
from desktop.registers.office_settings import OfficeSettings, read_settings, save_settings, setting_id
from desktop.registers.undo import Undo
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from tests.people import COMMUNE, KEY


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Store]:
    """Another computer of the same commune, which never heard of the first."""
    create(tmp_path / "register.db", KEY, commune=COMMUNE)
    store = open_store(tmp_path, KEY)
    yield store
    store.close()


def rows(store: Store) -> dict[str, str]:
    """The id of every setting by its name, trashed ones too."""
    table = Setting.__table__.c
    with store.reading() as db:
        return {row.name: row.id.hex for row in db.execute(select(table.name, table.id))}


def test_a_setting_chosen_on_two_computers_is_one_row(store: Store, laptop: Store) -> None:
    save_settings(store, OfficeSettings(variant="B", place="Nhà văn hóa xóm"))
    save_settings(laptop, OfficeSettings(variant="C", chair="Bà Nguyễn Thị Lan"))
    assert rows(store)["variant"] == rows(laptop)["variant"] == setting_id(COMMUNE, "variant").hex


def test_settings_of_two_communes_are_different_rows() -> None:
    assert setting_id("05491", "place") != setting_id("05492", "place")


def test_what_was_chosen_is_read_back(store: Store) -> None:
    chosen = OfficeSettings(variant="B", watch_percent=60, show_phone=True).with_line("B", "superior", "Hội cấp trên")
    save_settings(store, chosen)
    assert read_settings(store) == chosen


def test_a_choice_taken_back_can_be_made_again(store: Store) -> None:
    save_settings(store, OfficeSettings(variant="B"))
    undo = Undo(store)
    last = undo.last()
    assert last is not None
    undo.take_back(last.act)
    assert read_settings(store) == OfficeSettings()
    save_settings(store, OfficeSettings(variant="D"))
    assert read_settings(store).variant == "D"
    assert len(rows(store)) == 1
    assert store.check() == []


def test_a_line_put_back_to_the_standard_one_stays_one_row(store: Store) -> None:
    changed = OfficeSettings().with_line("A", "superior", "Hội cấp trên")
    save_settings(store, changed)
    save_settings(store, replace(changed, lines={}))
    assert read_settings(store) == OfficeSettings()
    save_settings(store, changed)
    assert read_settings(store) == changed
    assert len(rows(store)) == 1
