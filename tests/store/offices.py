"""A computer with a register on it, of which backups are made."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.accounts.keys import KeyFile
from desktop.store import opening
from desktop.store.engine import connect
from desktop.store.folder import DataFolder
from desktop.store.volumes import SystemProbe
from sync.slow_key import Cost

PASSWORD = "hoa gạo tháng ba"
SECRET = "Nguyễn Thị Bí Mật 012345678901"
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


class RoomyProbe(SystemProbe):
    """This computer, but with as much room as is said."""

    def __init__(self, free_bytes: int = 10**12) -> None:
        self.free = free_bytes

    def free_bytes(self, folder: Path) -> int:
        return self.free


@dataclass
class Office:
    """A computer with a register on it."""

    folder: DataFolder
    key: bytes
    code: str

    def write(self, *drafts: str) -> None:
        with closing(connect(self.folder.database, self.key)) as connection:
            for draft in drafts:
                connection.execute("INSERT INTO draft VALUES (?, ?, ?, 1)", (draft, b"\0" * 16, SECRET.encode()))

    def grow(self, kib: int) -> None:
        with closing(connect(self.folder.database, self.key)) as connection:
            connection.execute("CREATE TABLE filler (x)")
            connection.execute(
                "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                " INSERT INTO filler SELECT randomblob(4000) FROM n",
                (kib // 4,),
            )

    def drafts(self) -> list[str]:
        return drafts_in(self.folder.database, self.key)


def drafts_in(database: Path, key: bytes) -> list[str]:
    with closing(connect(database, key, read_only=True)) as connection:
        return [text for (text,) in connection.execute("SELECT key FROM draft ORDER BY key").fetchall()]


def meta(office_key: bytes, folder: DataFolder, key: str) -> bytes | None:
    with closing(connect(folder.database, office_key, read_only=True)) as connection:
        row = connection.execute("SELECT value FROM local_meta WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None


def new_office(path: Path) -> Office:
    folder = DataFolder(path, probe=RoomyProbe()).create()
    made = KeyFile.create(folder.keys, "Lan", PASSWORD, cost=Cost(7 * 1024, 5, 1))
    opening.create(folder.database, made.key, commune="06001")
    return Office(folder, made.key, made.recovery_code)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
