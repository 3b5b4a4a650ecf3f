"""Files that wait for one computer: they keep their name and bytes until it has them, however often it asks."""

import hashlib
import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sync.bundle import Sealed
from sync.carriers.https_messages import SMALL, Waiting
from sync.manifest import Manifest
from sync.manifest_codec import encode_manifest

_NO_ID: Final = bytes(16)
_SAME: Final = 32  # letters of the content's name


class Outgoing:
    """A folder per computer.

    Sealing the same content again gives other bytes, and a download that was cut would have to begin anew. So each
    file is also named for its content, and while the province would say the same, the file stays as it was.
    Safe to share between threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def offer(self, device: bytes, bundles: Sequence[Sealed]) -> list[Waiting]:
        """Put out what a computer shall hear, in place of what it was offered before.

        Returns:
            In order; a small first one travels in the answer itself and is not kept.
        """
        if not bundles:
            self.clear(device)
            return []
        first, *rest = bundles
        if len(first.blob) <= SMALL:
            digest = hashlib.sha256(first.blob).digest()
            inline = [Waiting(first.bundle, len(first.blob), digest, first.blob)]
        else:
            inline, rest = [], list(bundles)
        with self._lock:
            kept = [self._keep(device, sealed) for sealed in rest]
            self._leave_only(device, {file.digest for file in kept})
        return inline + kept

    def path(self, device: bytes, digest: bytes) -> Path | None:
        """Where the file with this digest lies, if it was made for this computer."""
        return next(self._home(device).glob(f"*-{digest.hex()}-*"), None)

    def clear(self, device: bytes) -> None:
        """Forget what waits for a computer: it has everything."""
        with self._lock:
            self._leave_only(device, ())

    def _keep(self, device: bytes, sealed: Sealed) -> Waiting:
        home, same = self._home(device), _content_of(sealed.manifest)
        for path in home.glob(f"{same}-*"):
            _, digest, bundle = path.name.split("-")
            return Waiting(bytes.fromhex(bundle), path.stat().st_size, bytes.fromhex(digest))
        digest = hashlib.sha256(sealed.blob).hexdigest()
        home.mkdir(parents=True, exist_ok=True)
        part = home / f"{digest}.part"
        with part.open("wb") as file:
            file.write(sealed.blob)
            file.flush()
            os.fsync(file.fileno())  # its name promises its bytes, over a power cut too
        part.rename(home / f"{same}-{digest}-{sealed.bundle.hex()}")
        return Waiting(sealed.bundle, len(sealed.blob), bytes.fromhex(digest))

    def _leave_only(self, device: bytes, digests: Iterable[bytes]) -> None:
        names = {digest.hex() for digest in digests}
        for path in self._home(device).glob("*"):
            if not any(name in path.name for name in names):
                path.unlink()

    def _home(self, device: bytes) -> Path:
        return self._folder / device.hex()


def _content_of(manifest: Manifest) -> str:
    """A name for what a bundle says, whenever it was sealed."""
    answer = manifest.answer and replace(manifest.answer, server_ms=0)
    return hashlib.sha256(encode_manifest(replace(manifest, bundle=_NO_ID, created_ms=0, answer=answer))).hexdigest()[
        :_SAME
    ]
