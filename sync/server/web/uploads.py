"""Bundles going up: whole in one request when small, else in chunks that a broken line does not undo."""

import asyncio
import hmac
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request, Response

from sync.bundle import MAX_BUNDLE
from sync.carriers.https_messages import (
    CBOR,
    CHECKSUM_MISMATCH,
    LARGEST_CHUNK,
    UPLOAD_CHECKSUM,
    UPLOAD_ID,
    UPLOAD_LENGTH,
    UPLOAD_OFFSET,
    Received,
    checksum,
    encode_received,
)
from sync.errors import AppError
from sync.server.web.exchange import Exchange, is_trouble
from sync.server.web.partials import Partial, Partials, UploadUnknown, WrongOffset
from sync.server.web.requests import Refused, body_of, identifier_in, number_in

log = logging.getLogger(__name__)
_REMEMBERED_MS: Final = 10 * 60 * 1000  # long enough for a lost answer, too short for a restore to fall between
_MOST_REMEMBERED: Final = 5_000
_Name = tuple[bytes, bytes]  # device, upload


@dataclass(frozen=True, slots=True)
class _Done:
    received: Received
    length: int
    at_ms: int


@dataclass(slots=True)
class Uploads:
    """The calls under `/v1/uploads`."""

    exchange: Exchange
    partials: Partials = field(init=False)
    _done: OrderedDict[_Name, _Done] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.partials = Partials(self.exchange.folder / "uploads")

    async def begin(self, request: Request) -> Response:
        """Announce a bundle and bring its first chunk, which may be all of it."""
        device = await self.exchange.device_of(request)
        upload = identifier_in(request.headers.get(UPLOAD_ID, ""))
        length = number_in(request, UPLOAD_LENGTH, _LARGEST_NUMBER)
        if not 0 < length <= MAX_BUNDLE:
            raise Refused(413, "too_large")
        chunk = await self._chunk(request)
        if len(chunk) > length:
            raise Refused(400, "length")
        name = (device, upload)
        if done := self._remembered(name):
            return _finished(done)
        if len(chunk) == length:
            return await self._finish(name, chunk)
        partial = await asyncio.to_thread(self.partials.begin, device, upload, length)
        if chunk:
            partial = await self._append(name, 0, chunk)
        return _so_far(partial, status=201, headers={"Location": f"/v1/uploads/{upload.hex()}"})

    async def look(self, request: Request) -> Response:
        """How much of a bundle is here."""
        name = await self._name(request)
        if done := self._remembered(name):
            return _so_far(done, status=200)
        try:
            return _so_far(await asyncio.to_thread(self.partials.find, *name), status=200)
        except UploadUnknown as exc:
            raise Refused(404, "upload") from exc

    async def add(self, request: Request) -> Response:
        """Add a chunk; the last one, or an empty one after it, brings the outcome."""
        name = await self._name(request)
        offset = number_in(request, UPLOAD_OFFSET, MAX_BUNDLE)
        chunk = await self._chunk(request)
        if done := self._remembered(name):
            return _finished(done)
        partial = await self._append(name, offset, chunk)
        if partial.offset < partial.length:
            return _so_far(partial, status=204)
        blob = await asyncio.to_thread(self.partials.whole, *name)
        response = await self._finish(name, blob)
        await asyncio.to_thread(self.partials.drop, *name)
        return response

    async def _name(self, request: Request) -> _Name:
        return await self.exchange.device_of(request), identifier_in(request.path_params["upload"])

    async def _chunk(self, request: Request) -> bytes:
        chunk = await body_of(request, LARGEST_CHUNK)
        if not hmac.compare_digest(request.headers.get(UPLOAD_CHECKSUM, "").encode(), checksum(chunk).encode()):
            raise Refused(CHECKSUM_MISMATCH, "checksum")
        return chunk

    async def _append(self, name: _Name, offset: int, chunk: bytes) -> Partial:
        try:
            return await asyncio.to_thread(self.partials.append, *name, offset, chunk)
        except UploadUnknown as exc:
            raise Refused(404, "upload") from exc
        except WrongOffset as wrong:
            raise Refused(409, "offset", {UPLOAD_OFFSET: str(wrong.offset)}) from wrong

    async def _finish(self, name: _Name, blob: bytes) -> Response:
        """Give the bundle to the engine; whatever it makes of it, the carrying has succeeded."""
        try:
            taken = await self.exchange.heavy(lambda: self.exchange.province.take(blob))
            received = Received(taken.outcome, taken.reason)
        except AppError as error:
            if is_trouble(error):
                raise
            log.warning("bundle %s was refused: %s", name[1].hex(), error.code)
            received = Received("refused", error.code)
        done = _Done(received, len(blob), self.exchange.clock.now_ms())
        self._done[name] = done
        while len(self._done) > _MOST_REMEMBERED:
            self._done.popitem(last=False)
        return _finished(done)

    def _remembered(self, name: _Name) -> _Done | None:
        done = self._done.get(name)
        if done is not None and done.at_ms + _REMEMBERED_MS < self.exchange.clock.now_ms():
            del self._done[name]
            return None
        return done


_LARGEST_NUMBER: Final = 10**11


def _so_far(state: Partial | _Done, *, status: int, headers: dict[str, str] | None = None) -> Response:
    offset = state.length if isinstance(state, _Done) else state.offset
    numbers = {UPLOAD_OFFSET: str(offset), UPLOAD_LENGTH: str(state.length), "Cache-Control": "no-store"}
    return Response(status_code=status, headers=numbers | (headers or {}))


def _finished(done: _Done) -> Response:
    return Response(encode_received(done.received), media_type=CBOR, headers={UPLOAD_OFFSET: str(done.length)})
