"""A file that somebody opened with the program: what it is, told from its first bytes and its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop.store.backup_file import MAGIC as BACKUP_MAGIC
from sync.carriers import stick_layout as layout
from sync.carriers.stick_place import StickPlace
from sync.carriers.stick_reading import TooLarge, read_whole
from sync.certificate import read_invitation
from sync.errors import AppError

_BUNDLE_MAGIC: Final = b"age-encryption.org/v1\n"
_HEAD_BYTES: Final = 64


class FileUnreadable(AppError):
    """The file is gone, or cannot be read."""

    code = "exchange.file_unreadable"


class OpenedKind(StrEnum):
    """What a file is.

    Attributes:
        BUNDLE: Something sealed that travels between computers and their province.
        INVITATION: What lets a computer ask its province to admit it.
        BACKUP: A whole register, to be restored.
        STRANGE: Nothing of ours.
    """

    BUNDLE = "bundle"
    INVITATION = "invitation"
    BACKUP = "backup"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file and what it is.

    Attributes:
        stick: The drive or folder of ours that it lies on; None for a file that came some other way.
    """

    path: Path
    kind: OpenedKind
    stick: Path | None = None


def look_at_file(path: Path) -> OpenedFile:
    """Tell what a file is; opens nothing that is sealed.

    Raises:
        FileUnreadable: it is gone, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as exc:
        raise FileUnreadable(str(exc)) from exc
    return OpenedFile(path, _kind_of(path, head), _stick_of(path))


def read_bundle(path: Path) -> bytes:
    """The bytes of a bundle.

    Raises:
        FileUnreadable: it is gone, cannot be read, or is larger than any bundle.
    """
    try:
        return read_whole(path, layout.MAX_BUNDLE_BYTES)
    except (OSError, TooLarge) as exc:
        raise FileUnreadable(str(exc)) from exc


def _kind_of(path: Path, head: bytes) -> OpenedKind:
    if head.startswith(BACKUP_MAGIC):
        return OpenedKind.BACKUP
    if head.startswith(_BUNDLE_MAGIC):
        return OpenedKind.BUNDLE
    if layout.is_invitation(path.name):
        try:
            read_invitation(read_whole(path, layout.MAX_INVITATION_BYTES))
        except (AppError, OSError, TooLarge):
            return OpenedKind.STRANGE
        return OpenedKind.INVITATION
    return OpenedKind.STRANGE


def _stick_of(path: Path) -> Path | None:
    for above in path.absolute().parents:
        if above.name.lower() == layout.FOLDER.lower():
            place = StickPlace(above.parent)
            return place.root if place.is_ours else None
    return None
