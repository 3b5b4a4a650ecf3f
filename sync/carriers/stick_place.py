"""Our folder on a stick: whether it is there and ours, and what a failure on it means in words."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.carriers import stick_layout as layout
from sync.carriers.stick_errors import StickForeign, StickFull, StickGone, StickMissing, StickNewer, meaning_of, shown
from sync.carriers.stick_reading import TooLarge, child, is_file, is_folder, read_whole
from sync.carriers.stick_writing import make_folder, write_whole
from sync.errors import AppError


class StickPlace:
    """The folder `SoHoi` on one stick, or in any folder that stands for one.

    Attributes:
        root: The drive or folder in which `SoHoi` lies; that folder itself may be given as well.
    """

    def __init__(self, root: Path) -> None:
        chosen = Path(os.path.abspath(root))
        inside = chosen.name.lower() == layout.FOLDER.lower() and os.path.lexists(chosen / layout.MARKER)
        self.root = chosen.parent if inside else chosen

    @property
    def home(self) -> Path:
        """Our folder, as it is spelt there."""
        return child(self.root, layout.FOLDER)

    @property
    def is_ours(self) -> bool:
        """Whether the stick is there, prepared, and of a layout that this program knows."""
        try:
            self.require()
        except AppError:
            return False
        return True

    def at(self, *names: str) -> Path:
        """The path of something in our folder, as it is spelt there."""
        path = self.home
        for name in names:
            path = child(path, name)
        return path

    def require(self) -> None:
        """Look for our marker.

        Raises:
            StickMissing: there is no such drive or folder.
            StickForeign: it bears no marker of ours, even if a folder of our name is there.
            StickNewer: a newer program prepared it.
            StickUnreadable, StickGone: the marker cannot be read.
        """
        if not self._root_is_there():
            raise self.error(StickMissing)
        with self.worded(writing=False, is_there=self._root_is_there):
            found = self._layout()
        if found is None:
            raise self.error(StickForeign)
        if found > layout.LAYOUT:
            raise self.error(StickNewer)

    def require_still(self) -> None:
        """Look again after reading: an empty answer of a stick that is out would look like nothing waiting.

        Raises:
            StickGone: the marker is not there any more.
        """
        if not self._bears_marker():
            raise self.error(StickGone)

    def prepare(self) -> None:
        """Make the stick ours; nothing that lies on it is touched, and twice is the same as once.

        Raises:
            StickMissing, StickNewer, StickFull, StickReadOnly, StickGone, StickFaulty, StickBlocked, StickBusy.
        """
        try:
            self.require()
        except StickForeign:
            with self.worded(writing=True, is_there=self._root_is_there):
                make_folder(self.home)
                for name in (layout.UP, layout.DOWN, layout.INVITATIONS):
                    make_folder(self.at(name))
                write_whole(self.at(layout.MARKER), layout.marker())

    def error(self, kind: type[AppError], message: str = "", *, file: Path | None = None, needed: int = 0) -> AppError:
        """A failure of this stick, with all that its sentence may name.

        Args:
            needed: Room that was needed, in bytes.
        """
        name = file.name if file else layout.FOLDER
        return kind(message, place=shown(self.root), file=shown(name), needed_mb=max(1, -(-needed // 1_000_000)))

    @contextmanager
    def worded(self, *, writing: bool, needed: int = 0, is_there: Callable[[], bool] | None = None) -> Iterator[None]:
        """Turn what the system says into one of the failures of a stick.

        Args:
            is_there: Tells a stick that was pulled out from one that fails; by our marker if left out.
        """
        try:
            yield
        except OSError as exc:
            raise self.meaning(exc, writing=writing, needed=needed, is_there=is_there) from exc

    def meaning(
        self,
        error: OSError,
        *,
        writing: bool,
        file: Path | None = None,
        needed: int = 0,
        is_there: Callable[[], bool] | None = None,
    ) -> AppError:
        """The failure of a stick that a failed call stands for; the call itself may name no file."""
        kind = meaning_of(error, writing=writing)
        if kind is not StickFull and not (is_there or self._bears_marker)():
            kind = StickGone
        if isinstance(error.filename, str | Path):
            file = Path(error.filename)
        return self.error(kind, str(error), file=file, needed=needed)

    def _layout(self) -> int | None:
        marker = self.at(layout.MARKER)
        if not is_folder(self.home) or not is_file(marker):
            return None
        try:
            return layout.layout_of(read_whole(marker, layout.MAX_MARKER_BYTES, from_medium=True))
        except (TooLarge, FileNotFoundError):
            return None

    def _bears_marker(self) -> bool:
        try:
            return self._layout() is not None
        except OSError:
            return False

    def _root_is_there(self) -> bool:
        return os.path.isdir(self.root)
