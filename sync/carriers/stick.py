"""A stick as a carrier: bundles go up to the province and answers come down, by hand."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sync.carriers import FETCH, SEND, Check, Parcel, Report, unreported, unstopped
from sync.carriers import stick_layout as layout
from sync.carriers.stick_errors import StickBlocked, StickFileTooLarge, StickFull, StickGone
from sync.carriers.stick_place import StickPlace
from sync.carriers.stick_reading import TooLarge, files_in, folders_in, is_folder, look, read_whole
from sync.carriers.stick_writing import free_bytes, holds, make_folder, remove, remove_empty, write_whole
from sync.errors import AppError
from sync.renaming import sync_folder

Found = tuple[Path, bytes]
File = tuple[Path, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in our folder on the stick that reading passed over.

    Attributes:
        path: Where it lies.
        error: Why, to be worded like any other failure.
    """

    path: Path
    error: AppError


class StickCarrier:
    """Every exchange over one stick, or over any folder that stands for one.

    What finds the stick missing, not ours or laid out by a newer program says so and changes nothing. A failure in
    writing leaves earlier files as they were, and never half a file under a final name.

    Attributes:
        place: Our folder on the stick; prepares it and looks for its marker.
        skipped: What reading passed over so far, each once.
    """

    def __init__(self, root: Path) -> None:
        self.place = StickPlace(root)
        self.skipped: list[Skipped] = []

    @property
    def root(self) -> Path:
        """The drive or folder in which `SoHoi` lies."""
        return self.place.root

    @property
    def is_ours(self) -> bool:
        """Whether the stick is there, prepared, and of a layout that this program knows."""
        return self.place.is_ours

    def prepare(self) -> None:
        """See `StickPlace.prepare`."""
        self.place.prepare()

    def put_up(
        self,
        device: bytes,
        unit: str,
        parcels: Sequence[Parcel],
        *,
        earlier: Collection[bytes] | None = None,
        report: Report = unreported,
        check: Check = unstopped,
    ) -> None:
        """Lay down what one computer sends, instead of what it laid down earlier; twice is the same as once.

        Args:
            earlier: Ids of the bundles that may go; what else lies there under this computer's name, another copy of
                its disk has written, perhaps one that is lost. None for all of them.

        The earlier files go when all new ones are there; an empty `parcels` only takes them away. `check` is called
        between files: whoever stops there leaves whole files, earlier and new.

        Raises:
            StickFileTooLarge: a parcel is larger than any reader takes; nothing was written.
            StickFull, StickReadOnly, StickGone, StickFaulty, StickBlocked, StickBusy.
            StickMissing, StickForeign, StickNewer, StickUnreadable: see `StickPlace.require`.
        """
        names = None if earlier is None else {layout.bundle_name(bundle) for bundle in earlier}
        self._replace((layout.UP, layout.up_folder(unit, device)), parcels, report, check, names)

    def put_down(
        self, device: bytes, parcels: Sequence[Parcel], *, report: Report = unreported, check: Check = unstopped
    ) -> None:
        """Lay down the province's answer to one computer, as `put_up` does."""
        self._replace((layout.DOWN, device.hex()), parcels, report, check)

    def put_invitation(self, unit: str, invitation: bytes) -> Path:
        """Lay down one invitation beside those that are there, tell where it lies; fails as `put_up` does."""
        self.place.require()
        blobs = {layout.invitation_name(unit, invitation): invitation}
        folder = self._lay((layout.INVITATIONS,), blobs, layout.MAX_INVITATION_BYTES, unreported, unstopped)
        return folder / next(iter(blobs))

    def ups(self, *, report: Report = unreported, check: Check = unstopped) -> Iterator[Found]:
        """Every file that any computer of any commune sent up, to be dropped once it is taken.

        Files that are too large or cannot be read are added to `skipped`.

        Raises:
            StickGone: the stick went away; what was yielded before is whole.
            StickMissing, StickForeign, StickNewer, StickUnreadable: see `StickPlace.require`.
        """
        self.place.require()
        base = self._at(layout.UP)
        files = self._files(base, layout.is_bundle)
        for folder in self._listed(base, folders_in):
            files += self._files(folder, layout.is_bundle)
        yield from self._read(files, layout.MAX_BUNDLE_BYTES, report, check)

    def downs(self, device: bytes, *, report: Report = unreported, check: Check = unstopped) -> Iterator[Found]:
        """Every file that came down for one computer, in no order that may be relied on; as `ups`."""
        self.place.require()
        files = self._files(self._at(layout.DOWN, device.hex()), layout.is_bundle)
        yield from self._read(files, layout.MAX_BUNDLE_BYTES, report, check)

    def has_answer(self, device: bytes) -> bool:
        """Whether something came down for one computer; no on a stick that is not ours or cannot be read."""
        try:
            self.place.require()
            return bool(self._files(self._at(layout.DOWN, device.hex()), layout.is_bundle))
        except AppError:
            return False

    def invitations(self, unit: str = "") -> Iterator[Found]:
        """Every invitation, those that are named for `unit` first; as `ups`."""
        self.place.require()
        files = self._files(self._at(layout.INVITATIONS), layout.is_invitation)
        files.sort(key=lambda file: not file[0].name.startswith(f"{unit}-"))
        yield from self._read(files, layout.MAX_INVITATION_BYTES, unreported, unstopped)

    def drop(self, path: Path) -> None:
        """Take away a file that was yielded here, and its folder with the last one; twice does no harm.

        Raises:
            StickReadOnly, StickGone, StickBlocked, StickBusy, StickFaulty.
            StickMissing, StickForeign, StickNewer, StickUnreadable: see `StickPlace.require`.
        """
        self.place.require()
        home = self._at()
        if home not in path.parents or not (layout.is_bundle(path.name) or layout.is_invitation(path.name)):
            raise ValueError(f"no file of this stick: {path}")
        with self.place.worded(writing=True):
            if look(path) is None:
                return
            remove(path)
            sync_folder(path.parent)
            if path.parent.parent.parent == home:
                remove_empty(path.parent)

    def _replace(
        self, names: tuple[str, str], parcels: Sequence[Parcel], report: Report, check: Check,
        earlier: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        self.place.require()
        folder = self._at(*names)
        blobs = {layout.bundle_name(parcel.bundle): parcel.blob for parcel in parcels}
        if blobs:
            folder = self._lay(names, blobs, layout.MAX_BUNDLE_BYTES, report, check)
        with self.place.worded(writing=True):
            if is_folder(folder):
                _take_away(folder, lambda name: _may_go(name.lower(), blobs, earlier))

    def _lay(
        self, names: tuple[str, ...], blobs: Mapping[str, bytes], limit: int, report: Report, check: Check
    ) -> Path:
        """Write files into one of our folders beside what lies there; those that lie there already are left alone."""
        total, done = sum(map(len, blobs.values())), 0
        if largest := [name for name, blob in blobs.items() if len(blob) > limit]:
            raise self.place.error(StickFileTooLarge, file=Path(largest[0]))
        with self.place.worded(writing=True, needed=total):
            folder = self._made(names)
            _take_away(folder, layout.is_own_part)
            missing = {name for name, blob in blobs.items() if not holds(folder / name, blob)}
            room = free_bytes(self.root)
        if room < sum(len(blobs[name]) for name in missing):
            raise self.place.error(StickFull, needed=total)
        for name, blob in blobs.items():
            check()
            if name in missing:
                with self.place.worded(writing=True, needed=total):
                    write_whole(folder / name, blob)
            done += len(blob)
            report(SEND, done, total)
        return folder

    def _made(self, names: tuple[str, ...]) -> Path:
        for depth in range(1, len(names) + 1):
            make_folder(self.place.at(*names[:depth]))
        return self.place.at(*names)

    def _at(self, *names: str) -> Path:
        with self.place.worded(writing=False):
            return self.place.at(*names)

    def _files(self, folder: Path, wanted: layout.Wanted) -> list[File]:
        return self._listed(folder, lambda path: files_in(path, wanted))

    def _listed(self, folder: Path, listing: Callable[[Path], list[T]]) -> list[T]:
        """What is in one of our folders; nothing where it is missing, as long as the stick is still there."""
        try:
            if is_folder(folder):
                return listing(folder)
            if look(folder) is not None:
                self._skip(folder, self.place.error(StickBlocked, file=folder))
        except OSError as exc:
            self._pass_over(folder, exc)
        return []

    def _read(self, files: Sequence[File], limit: int, report: Report, check: Check) -> Iterator[Found]:
        total, done = sum(size for _, size in files if size <= limit), 0
        for path, size in files:
            check()
            try:
                data = read_whole(path, limit)
            except TooLarge:
                self._skip(path, self.place.error(StickFileTooLarge, file=path))
                continue
            except OSError as exc:
                self._pass_over(path, exc)
                continue
            done = min(done + size, total)
            report(FETCH, done, total)
            yield path, data
        self.place.require_still()

    def _pass_over(self, path: Path, exc: OSError) -> None:
        """Go on without what cannot be read, unless the whole stick went away; what vanished is nobody's loss."""
        error = self.place.meaning(exc, writing=False, file=path)
        if isinstance(error, StickGone):
            raise error from exc
        if not isinstance(exc, FileNotFoundError):
            self._skip(path, error)

    def _skip(self, path: Path, error: AppError) -> None:
        if path not in (earlier.path for earlier in self.skipped):
            self.skipped.append(Skipped(path, error))


def _may_go(name: str, kept: Collection[str], earlier: Collection[str] | None) -> bool:
    return layout.is_own_bundle(name) and name not in kept and (earlier is None or name in earlier)


def _take_away(folder: Path, wanted: layout.Wanted) -> None:
    """Remove our own files from one of our folders."""
    unwanted = files_in(folder, wanted)
    for path, _ in unwanted:
        remove(path)
    if unwanted:
        sync_folder(folder)
