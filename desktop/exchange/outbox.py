"""What is on its way up over the network: kept as sealed, so that after a cut the same bytes go on from there."""

import json
import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from desktop.exchange.ahead import ahead
from sync.bundle import Sealed
from sync.manifest_codec import encode_standing
from sync.standing import Standing
from sync.uplink import Sender
from sync.whole_file import write_whole

log = logging.getLogger(__name__)
_INDEX: Final = "index.json"
_SUFFIX: Final = ".sohoi"


@dataclass(frozen=True, slots=True)
class Letter:
    """A bundle as it was sealed.

    Attributes:
        records: How many changes it holds; 0 for what is given back.
    """

    bundle: bytes
    blob: bytes
    records: int = 0

    @classmethod
    def of(cls, sealed: Sealed, *, is_change: bool = True) -> "Letter":
        """What was just sealed."""
        return cls(sealed.bundle, sealed.blob, sealed.manifest.records if is_change else 0)


class Outbox:
    """One folder; losing it costs a second sealing and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def letters(
        self, sender: Sender, standing: Standing, make: Callable[[], Iterable[Letter]]
    ) -> Generator[Letter, None, None]:
        """What was sealed when this computer stood just so, or what is sealed now, the next while one is sent."""
        stands = sha256(sender.card.province + sender.device + encode_standing(standing)).hexdigest()
        if (kept := self._kept(stands)) is not None:
            yield from kept
            return
        self.clear()
        yield from ahead(self._keeping(stands, make()))

    def clear(self) -> None:
        """Forget everything; what cannot be taken away now is overwritten or taken away another time."""
        try:
            for path in (self._folder / _INDEX, *self._folder.glob(f"*{_SUFFIX}*")):
                path.unlink(missing_ok=True)
        except OSError as exc:
            log.warning("the outbox cannot be cleared: %s", exc)

    def _kept(self, stands: str) -> list[Letter] | None:
        try:
            index = json.loads((self._folder / _INDEX).read_bytes())
            if index["stands"] != stands:
                return None
            return [self._letter(*each) for each in index["letters"]]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _letter(self, bundle: str, records: int, digest: str) -> Letter:
        blob = (self._folder / f"{bundle}{_SUFFIX}").read_bytes()
        if sha256(blob).hexdigest() != digest:
            raise ValueError("changed on the disk")
        return Letter(bytes.fromhex(bundle), blob, records)

    def _keeping(self, stands: str, letters: Iterable[Letter]) -> Iterator[Letter]:
        """Hand letters on and keep them; they count as kept once all of them are."""
        listed = []
        for letter in letters:
            yield letter
            self._keep(f"{letter.bundle.hex()}{_SUFFIX}", letter.blob)
            listed.append([letter.bundle.hex(), letter.records, sha256(letter.blob).hexdigest()])
        self._keep(_INDEX, json.dumps({"stands": stands, "letters": listed}).encode())

    def _keep(self, name: str, data: bytes) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            write_whole(self._folder / name, data)
        except OSError as exc:
            log.warning("the outbox cannot be kept, a cut will cost a second sending: %s", exc)
