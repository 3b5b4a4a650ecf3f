"""Where a register may lie, and that one program at a time has it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.store import folder as folder_module
from desktop.store.folder import (
    AlreadyARegister,
    DatabaseMissing,
    DataFolder,
    FolderMissing,
    FolderReadOnly,
    FolderUnusable,
    NetworkDrive,
    NoRoom,
    NotARegister,
    RemovableDrive,
    Room,
    SyncedFolder,
    default_folder,
)
from desktop.store.folder_lock import FolderInUse
from desktop.store.settings_file import Settings, SettingsUnwritable, Theme
from desktop.store.volumes import Drive, SystemProbe, Volume, bears_sync_marker, is_synced, linux_volume
from desktop.ui.texts import explain
from desktop.ui.texts.folder import ERRORS
from sync.errors import AppError, all_app_errors
from tests.store.disks import file_size_limit, small_disk, write_protected

GB = 1_000_000_000
MB = 1_000_000


@dataclass
class FakeProbe:
    """A computer of which everything can be said."""

    drive: Drive = Drive.FIXED
    label: str = ""
    free: int = 50 * GB
    variables: Mapping[str, str] = field(default_factory=dict)

    def volume(self, folder: Path) -> Volume:
        return Volume(self.drive, self.label)

    def free_bytes(self, folder: Path) -> int:
        return self.free

    def environment(self) -> Mapping[str, str]:
        return self.variables


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A folder that looks like a register; what is in the files does not matter here."""
    path = tmp_path / "so"
    path.mkdir()
    (path / "register.db").write_bytes(b"\x01" * 4096)
    (path / "keys.json").write_bytes(b"{}")
    return path


def opened(path: Path, probe: FakeProbe | None = None) -> DataFolder:
    return DataFolder(path, probe=probe or FakeProbe()).open()


# ---- what lies in it


def test_a_new_folder_is_made_and_then_opened(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "a" / "so", probe=FakeProbe()).create() as made:
        assert made.is_open
        made.database.write_bytes(b"x")
        made.keys.write_bytes(b"x")
    with opened(tmp_path / "a" / "so") as folder:
        assert folder.backups.is_dir()
        assert folder.outbox.is_dir()
        assert folder.logs.is_dir()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        opened(tmp_path / "không có")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_register_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_keys_without_a_database_are_told(register: Path) -> None:
    (register / "register.db").unlink()
    with pytest.raises(DatabaseMissing):
        opened(register)


def test_a_new_register_is_never_made_over_another(register: Path) -> None:
    with pytest.raises(AlreadyARegister):
        DataFolder(register, probe=FakeProbe()).create()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "so").write_text("")
    with pytest.raises(FolderUnusable):
        DataFolder(tmp_path / "so", probe=FakeProbe()).create()
    with pytest.raises(FolderMissing):
        opened(tmp_path / "so")


def test_the_usual_place_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "sohoi"
    assert default_folder(demo=True) == tmp_path / "sohoi-demo"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert default_folder() == Path.home() / ".local" / "share" / "sohoi"


def test_on_windows_the_usual_place_does_not_roam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(folder_module.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_folder() == tmp_path / "SoHoi"
    assert default_folder(demo=True) == tmp_path / "SoHoi-Demo"


# ---- where it lies


@pytest.mark.parametrize(
    ("probe", "error"),
    [
        (FakeProbe(drive=Drive.REMOVABLE), RemovableDrive),
        (FakeProbe(drive=Drive.NETWORK), NetworkDrive),
        (FakeProbe(label="Google Drive"), SyncedFolder),
    ],
)
def test_a_live_register_on_such_a_drive_is_refused(register: Path, probe: FakeProbe, error: type[AppError]) -> None:
    before = sorted(register.iterdir())
    with pytest.raises(error) as caught:
        opened(register, probe)
    assert str(register) in explain(caught.value)
    with pytest.raises(error):
        DataFolder(register.parent / "mới", probe=probe).create()
    assert sorted(register.iterdir()) == before
    assert not (register.parent / "mới").exists()


@pytest.mark.parametrize("marker", [".849C9593-D756-4E56-8D6E-42412F2A707B", ".dropbox.cache", ".tmp.drivedownload"])
def test_a_folder_below_a_cloud_programs_mark_is_refused(register: Path, marker: str) -> None:
    (register.parent / marker).mkdir()
    assert bears_sync_marker(register)
    with pytest.raises(SyncedFolder):
        opened(register)


def test_a_folder_that_onedrive_names_in_the_environment_is_refused(register: Path) -> None:
    with pytest.raises(SyncedFolder):
        opened(register, FakeProbe(variables={"OneDriveCommercial": str(register.parent)}))
    opened(register, FakeProbe(variables={"OneDrive": str(register.parent / "khác"), "OneDriveConsumer": ""})).close()


def test_a_link_into_a_synced_folder_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "so").mkdir(parents=True)
    (tmp_path / "so").symlink_to(tmp_path / "Dropbox" / "so")
    with pytest.raises(SyncedFolder):
        DataFolder(tmp_path / "so", probe=FakeProbe()).create()


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\lan\OneDrive\So",
        r"C:\Users\lan\OneDrive - Hội LHPN\Tài liệu",
        r"C:\Users\lan\Dropbox (Cá nhân)\so",
        r"G:\Drive của tôi\so",
        r"G:\My Drive\so",
        r"C:\Users\lan\iCloudDrive\so",
        r"D:\Google Drive\so",
    ],
)
def test_cloud_folders_are_known_by_name(path: str) -> None:
    assert is_synced(PureWindowsPath(path), {})


@pytest.mark.parametrize("path", [r"C:\Users\lan\AppData\Local\SoHoi", r"D:\Drive cũ\so", r"D:\Dropbox cũ\so"])
def test_other_folders_are_not_suspected(path: str) -> None:
    assert not is_synced(PureWindowsPath(path), {"OneDrive": r"C:\Users\lan\OneDrive"})
    assert not is_synced(PurePosixPath("/home/lan/.local/share/sohoi"), {})


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 8:17 / /media/lan/USB\\040HOI rw - vfat /dev/sdb1 rw
31 22 8:33 / /mnt/disk rw - ext4 /dev/sdc1 rw
32 22 0:50 / /mnt/share rw shared:1 - cifs //server/hoi rw
33 22 0:51 / /mnt/tmp rw - tmpfs tmpfs rw
"""


@pytest.fixture
def kernel(tmp_path: Path) -> tuple[Path, Path]:
    """Tables like the kernel's: a disk inside, a stick, and a USB disk that calls itself fixed."""
    mounts, system = tmp_path / "mountinfo", tmp_path / "sys"
    mounts.write_text(MOUNTS)
    for device, block, removable in (
        ("254:0", "devices/pci0/virtio1/block/vda", "0"),
        ("8:17", "devices/pci0/ata9/host9/block/sdb/sdb1", None),
        ("8:33", "devices/pci0/usb2/2-1/host7/block/sdc/sdc1", None),
    ):
        place = system / block
        place.mkdir(parents=True)
        (place if removable else place.parent).joinpath("removable").write_text(f"{removable or int('sdb' in block)}\n")
        (system / "dev" / "block").mkdir(parents=True, exist_ok=True)
        (system / "dev" / "block" / device).symlink_to(place)
    return mounts, system


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/home/lan/.local/share/sohoi", Drive.FIXED),
        ("/media/lan/USB HOI/so", Drive.REMOVABLE),
        ("/mnt/disk/so", Drive.REMOVABLE),
        ("/mnt/share/so", Drive.NETWORK),
        ("/mnt/tmp/so", Drive.FIXED),
        ("/mnt/shared", Drive.FIXED),
    ],
)
def test_linux_tells_sticks_and_shares_by_its_tables(kernel: tuple[Path, Path], folder: str, drive: Drive) -> None:
    assert linux_volume(Path(folder), *kernel).drive is drive


def test_this_computers_own_disk_is_no_stick(tmp_path: Path) -> None:
    assert SystemProbe().volume(tmp_path).drive is Drive.FIXED
    assert SystemProbe().free_bytes(tmp_path) > 0
    assert SystemProbe().environment() is os.environ


# ---- whether it can be written


def test_a_read_only_folder_is_told(register: Path) -> None:
    with write_protected(register), pytest.raises(FolderReadOnly):
        opened(register)


def test_a_read_only_database_in_a_good_folder_is_told(register: Path) -> None:
    folder = DataFolder(register, probe=FakeProbe())
    (register / "register.db").unlink()
    (register / "register.db").mkdir()  # what even root cannot open for writing
    with pytest.raises(FolderReadOnly):
        folder.open()
    assert not folder.is_open


def test_a_folder_on_a_full_disk_is_told_as_full_and_not_as_locked(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk:
        (disk / "register.db").write_bytes(b"x")
        with pytest.raises(OSError, match=r"space|large"):
            (disk / "filler").write_bytes(b"x" * 40_000)
        with file_size_limit(1024), pytest.raises(NoRoom):
            opened(disk)


def test_a_nearly_full_disk_warns_and_then_stops_what_is_risky(register: Path) -> None:
    probe = FakeProbe(free=2 * GB)
    with opened(register, probe) as folder:
        assert folder.room is Room.PLENTY
        folder.require_room(GB)
        probe.free = 999 * MB
        assert folder.room is Room.LOW
        folder.require_room()
        with pytest.raises(NoRoom) as caught:
            folder.require_room(GB)
        assert caught.value.details["free_mb"] == 999
        assert caught.value.details["needed_mb"] == 1200
        probe.free = 199 * MB
        assert folder.room is Room.VERY_LOW
        with pytest.raises(NoRoom):
            folder.require_room()


def test_a_full_disk_still_lets_her_open_and_look(register: Path) -> None:
    with opened(register, FakeProbe(free=0)) as folder:
        assert folder.room is Room.VERY_LOW


# ---- one program at a time

HOLDER = """
import sys, time
from pathlib import Path
from desktop.store.folder import DataFolder
folder = DataFolder(Path(sys.argv[1])).open()
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def other_window(register: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(register)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_window_of_another_program_is_refused(register: Path, other_window: subprocess.Popen[str]) -> None:
    folder = DataFolder(register, probe=FakeProbe())
    with pytest.raises(FolderInUse) as caught:
        folder.open()
    assert not folder.is_open
    assert str(register) in explain(caught.value)


def test_a_program_that_was_killed_holds_nothing(register: Path, other_window: subprocess.Popen[str]) -> None:
    other_window.send_signal(signal.SIGKILL)
    other_window.wait()
    opened(register).close()


def test_a_second_window_of_this_program_is_refused_until_the_first_closes(register: Path) -> None:
    first = opened(register)
    with pytest.raises(FolderInUse):
        opened(register)
    first.close()
    first.close()
    opened(register).close()


# ---- its settings

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


def test_every_failure_of_the_folder_has_a_sentence_and_no_sentence_is_left_over() -> None:
    ours = ("desktop.store.folder", "desktop.store.folder_lock", "desktop.store.settings_file")
    assert {error.code for error in all_app_errors() if error.__module__ in ours} == set(ERRORS)
