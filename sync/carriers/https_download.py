"""Bringing one file down: it goes on where the line broke, and is handed out only when its digest agrees."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from sync.carriers.https_errors import ServerCut, ServerNonsense
from sync.carriers.https_line import Reply
from sync.carriers.https_messages import Waiting
from sync.carriers.https_patience import Patience
from sync.carriers.https_upload import PASSING

Open = Callable[[str, Mapping[str, str]], AbstractContextManager[tuple[Reply, Iterator[bytes]]]]
"""Given a path and headers, a GET within the session, its answer read piece by piece."""

SUFFIX: Final = ".tai"


class FileGone(Exception):
    """The server holds the file no more; it has to be asked anew what there is."""


class Download:
    """One file on its way down.

    Args:
        folder: Where the part that arrived is kept, under the file's digest.
        moved: Told how many bytes are here, after each piece.
    """

    def __init__(
        self, file: Waiting, folder: Path, opened: Open, patience: Patience, moved: Callable[[int], None]
    ) -> None:
        self._file = file
        self._path = folder / f"{file.digest.hex()}{SUFFIX}"
        self._open = opened
        self._patience = patience
        self._moved = moved
        self._furthest = 0  # what is thrown away and fetched again is no gain, or it could go on for ever

    def run(self) -> bytes:
        """Fetch what is missing and give the whole.

        Raises:
            FileGone: it is there no more.
            NetworkError: what arrived is kept for another time.
        """
        while True:
            try:
                while self._here() < self._file.size:
                    self._fetch()
                blob = self._path.read_bytes()
                if hashlib.sha256(blob).digest() == self._file.digest:
                    return blob
                self.forget()
                self._patience.failed(ServerNonsense("a file that is not what it says"))
            except PASSING as error:
                self._patience.failed(error)

    def forget(self) -> None:
        """Let go of what is kept."""
        self._path.unlink(missing_ok=True)

    def _here(self) -> int:
        size = self._path.stat().st_size if self._path.exists() else 0
        if size > self._file.size:
            self.forget()
            return 0
        return size

    def _fetch(self) -> None:
        here = self._here()
        name = self._file.digest.hex()
        headers = {"Range": f"bytes={here}-", "If-Range": f'"{name}"'} if here else {}
        with self._open(f"/v1/files/{name}", headers) as (reply, pieces):
            if reply.status == 404:
                raise FileGone
            if reply.status == 200:
                here = 0
            elif reply.status != 206 or _start(reply) != here:
                self.forget()
                raise ServerNonsense(f"status {reply.status}")
            with self._path.open("r+b" if here else "wb") as kept:
                kept.seek(here)
                for piece in pieces:
                    self._patience.check()
                    here += len(piece)
                    if here > self._file.size:
                        raise ServerNonsense("a file longer than it says")
                    kept.write(piece)
                    kept.flush()
                    if here > self._furthest:
                        self._furthest = here
                        self._patience.gained()
                    self._moved(here)
        if here < self._file.size:
            raise ServerCut("the file ended early")


def _start(reply: Reply) -> int:
    """Where a partial answer begins."""
    unit, _, rest = reply.headers.get("content-range", "").partition(" ")
    first = rest.partition("-")[0]
    return int(first) if unit == "bytes" and first.isascii() and first.isdigit() else -1
