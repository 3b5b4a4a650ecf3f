"""Bringing one bundle up, piece by piece, over a line that breaks."""

from collections.abc import Mapping
from typing import Final, Protocol

from sync.carriers import SEND, Parcel, Report
from sync.carriers.https_errors import (
    ServerBusy,
    ServerCut,
    ServerNonsense,
    ServerTroubled,
    ServerUnreachable,
)
from sync.carriers.https_line import Reply
from sync.carriers.https_messages import (
    CHECKSUM_MISMATCH,
    CHUNK,
    LARGEST_CHUNK,
    SMALL,
    UPLOAD_CHECKSUM,
    UPLOAD_ID,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    Received,
    checksum,
    decode_received,
)
from sync.carriers.https_patience import Patience

FIRST_CHUNK: Final = 16 * 1024
_LEAST_CHUNK: Final = 2 * 1024
PASSING: Final = (ServerCut, ServerTroubled, ServerBusy, ServerUnreachable)  # another attempt may do
_UPLOADS: Final = "/v1/uploads"


class Ask(Protocol):
    """One request within the session."""

    def __call__(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Reply:
        """The server's answer; see `Line.ask`."""


class Upload:
    """One bundle on its way up.

    Attributes:
        chunk: How much went through at once, or seems worth trying next, bytes.
    """

    def __init__(self, parcel: Parcel, ask: Ask, patience: Patience, report: Report, chunk: int = FIRST_CHUNK) -> None:
        """Nothing is sent yet.

        Args:
            chunk: How much to send at first; a small bundle goes whole.
        """
        self._blob = parcel.blob
        self._id = parcel.bundle.hex()
        self._ask = ask
        self._patience = patience
        self._report = report
        self._offset = 0
        self._furthest = 0  # what is lost and sent again is no gain, or it could go on for ever
        self._is_begun = False
        self.chunk = chunk
        self._is_whole = len(self._blob) <= SMALL

    def run(self) -> Received:
        """Send until the server says what became of it.

        Raises:
            NetworkError: what was sent is kept at the server; the same bundle goes on from there.
        """
        self._report(SEND, 0, len(self._blob))
        while True:
            self._patience.check()
            try:
                received = self._step()
            except PASSING as error:
                self._is_whole = False
                self.chunk = max(_LEAST_CHUNK, self.chunk // 2)
                self._patience.failed(error)
                self._find_place()
            else:
                if received is not None:
                    self._report(SEND, len(self._blob), len(self._blob))
                    return received

    def _step(self) -> Received | None:
        """Send the next chunk; what became of the bundle, when that was the last."""
        size = SMALL if self._is_whole else self.chunk
        chunk = self._blob[self._offset : self._offset + size]
        reply = self._continue(chunk) if self._is_begun else self._begin(chunk)
        if reply.status == 200:
            try:
                return decode_received(reply.body)
            except ValueError as exc:
                raise ServerNonsense("no outcome") from exc
        if reply.status in (201, 204):
            before, self._is_begun = self._offset, True
            self._move(reply.number(UPLOAD_OFFSET))
            if self._offset <= before:
                raise ServerCut("nothing was added")
            if self._offset > self._furthest:
                self._furthest = self._offset
                self._patience.gained()
            self.chunk = min(LARGEST_CHUNK, self.chunk * 2)
        elif reply.status == 409:
            self._is_begun = True
            self._move(reply.number(UPLOAD_OFFSET))
            self._patience.failed(ServerCut("another offset"))
        elif reply.status == 404 and self._is_begun:
            self._is_begun, self._offset = False, 0
            self._patience.failed(ServerCut("the upload is gone"))
        elif reply.status == CHECKSUM_MISMATCH:
            raise ServerCut("a chunk was changed on the way")
        else:
            raise ServerNonsense(f"status {reply.status}")
        return None

    def _begin(self, chunk: bytes) -> Reply:
        headers = {UPLOAD_ID: self._id, UPLOAD_LENGTH: str(len(self._blob))}
        return self._send("POST", _UPLOADS, headers, chunk)

    def _continue(self, chunk: bytes) -> Reply:
        return self._send("PATCH", f"{_UPLOADS}/{self._id}", {UPLOAD_OFFSET: str(self._offset)}, chunk)

    def _send(self, method: str, path: str, headers: dict[str, str], chunk: bytes) -> Reply:
        headers |= {UPLOAD_CHECKSUM: checksum(chunk), "Content-Type": CHUNK}
        return self._ask(method, path, headers=headers, body=chunk)

    def _find_place(self) -> None:
        """Ask how much has arrived; when even that fails the next chunk will find out."""
        try:
            reply = self._ask("HEAD", f"{_UPLOADS}/{self._id}")
        except PASSING:
            return
        if reply.status == 200:
            self._is_begun = True
            self._move(reply.number(UPLOAD_OFFSET))
        elif reply.status == 404:
            self._is_begun, self._offset = False, 0

    def _move(self, offset: int) -> None:
        if offset > len(self._blob):
            raise ServerNonsense("an offset behind the end")
        self._offset = offset
        self._report(SEND, offset, len(self._blob))
