"""The settings of a computer: kept, forgiven, put aside where they are damaged."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.store.settings_file import Settings, SettingsUnwritable, Theme
from tests.store.disks import file_size_limit

CHOSEN = Settings(
    theme=Theme.DARK,
    text_size=150,
    compact_rows=True,
    last_user="Lan",
    backup_folder="E:\\",
    idle_lock_minutes=0,
    window={"main": "AdnQywAD"},
    columns={"member": ("full_name", "birth_date")},
    column_widths={"member.full_name": 240},
    splitters={"member": (600, 400)},
    seen_hints=("sync",),
)


def test_settings_are_found_again(tmp_path: Path) -> None:
    CHOSEN.save(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json") == CHOSEN


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "settings.json") == Settings()
    assert Settings().idle_lock_minutes == 10


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"text_size": 125, "tomorrow": {"a": [1]}}')
    replace(Settings.load(path), theme=Theme.LIGHT).save(path)
    assert json.loads(path.read_text())["tomorrow"] == {"a": [1]}
    assert Settings.load(path).text_size == 125


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("text_size", 1000),
        ("idle_lock_minutes", -1),
        ("idle_lock_minutes", True),
        ("columns", ["full_name"]),
        ("column_widths", {"a": "wide"}),
        ("compact_rows", "yes"),
        ("language", None),
        ("last_user", 5),
    ],
)
def test_a_senseless_value_has_its_default_and_the_others_stay(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"printer": "HP", key: value}))
    assert Settings.load(path) == Settings(printer="HP")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xff", b"[" * 100_000])
def test_a_damaged_settings_file_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damage)
    assert Settings.load(path) == Settings()
    assert (tmp_path / "settings.json.damaged").read_bytes() == damage
    assert not path.exists()


def test_settings_that_cannot_be_saved_leave_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    CHOSEN.save(path)
    with file_size_limit(100), pytest.raises(SettingsUnwritable):
        Settings().save(path)
    assert Settings.load(path) == CHOSEN
    assert [found.name for found in tmp_path.iterdir()] == ["settings.json"]
