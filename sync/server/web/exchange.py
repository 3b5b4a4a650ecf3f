"""The exchange's calls: joining, saying hello, fetching and confirming."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from fastapi import Request, Response
from starlette.responses import FileResponse

from sync.carriers.https_messages import (
    CBOR,
    LARGEST_REQUEST,
    OCTETS,
    Introduction,
    Welcome,
    decode_cursor,
    encode_listing,
    encode_welcome,
)
from sync.clock import Clock
from sync.errors import AppError
from sync.manifest_codec import decode_standing
from sync.server.web.engine import Engine
from sync.server.web.gate import Busy, Gate
from sync.server.web.outgoing import Outgoing
from sync.server.web.requests import Refused, address_of, body_of, come_back_in, digest_in
from sync.server.web.sessions import HOUR_S, Nonces, Sessions
from sync.server.web.throttle import Throttle

log = logging.getLogger(__name__)
T = TypeVar("T")
HELLO: Final = "/v1/hello"
_BUSY_S: Final = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much at once.

    Attributes:
        inside: Heavy calls of the engine that run together.
        waiting: Those that may wait for their turn; more are asked to come back.
    """

    inside: int = 4
    waiting: int = 32


@dataclass(slots=True)
class Exchange:
    """The province towards computers; lives on the server's event loop, the engine's calls run on threads.

    Attributes:
        card: How the province describes itself, signed; told to whoever asks.
        tls: SHA-256 of the server's public TLS key; a hello names it.
        folder: Where what is under way is kept.
    """

    province: Engine
    card: bytes
    tls: bytes
    folder: Path
    clock: Clock = field(default_factory=Clock)
    limits: Limits = field(default_factory=Limits)
    sessions: Sessions[bytes] = field(init=False)
    outgoing: Outgoing = field(init=False)
    _nonces: Nonces = field(default_factory=Nonces)
    _guesses: Throttle = field(init=False)
    _gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.clock)
        self.outgoing = Outgoing(self.folder / "outgoing")
        self._guesses = Throttle(self.clock)
        self._gate = Gate(self.limits.inside, self.limits.waiting)

    async def describe(self, request: Request) -> Response:
        """The province's card, to which a computer seals its request to join."""
        return Response(self.card, media_type=OCTETS)

    async def enrol(self, request: Request) -> Response:
        """Take a request to join; failures are counted, for an invitation's secret could be guessed."""
        address = address_of(request)
        if wait_s := self._guesses.wait_s(address):
            raise come_back_in(wait_s)
        blob = await body_of(request, LARGEST_REQUEST)
        try:
            admitted = await self.heavy(lambda: self.province.enrol(blob))
        except AppError as error:
            if is_trouble(error):
                raise
            self._guesses.failed(address)
            log.warning("an enrolment was refused: %s", error.code)
            raise Refused(403, error.code) from error
        self._guesses.succeeded(address)
        return Response(admitted.blob, media_type=OCTETS)

    async def hello(self, request: Request) -> Response:
        """Begin a session for the computer whose key signed the request."""
        body = await body_of(request, LARGEST_REQUEST)
        try:
            claim = Introduction.of(request.headers.get("authorization", ""))
            decode_standing(body)
        except ValueError as exc:
            raise Refused(400, "hello") from exc
        known = await asyncio.to_thread(self.province.device, claim.device)
        if known is None or not claim.is_true(known.verify, HELLO, body, self.tls):
            raise Refused(403, "unknown")
        if known.status != "active":
            raise Refused(403, known.status)
        if not self._nonces.is_fresh(claim.nonce):
            raise Refused(403, "unknown")
        timeline = await asyncio.to_thread(self.province.timeline)
        welcome = Welcome(self.sessions.begin(claim.device), HOUR_S, self.clock.now_ms(), timeline)
        return Response(encode_welcome(welcome), media_type=CBOR)

    async def pull(self, request: Request) -> Response:
        """List what a computer has to hear."""
        device = await self.device_of(request)
        try:
            standing = decode_standing(await body_of(request, LARGEST_REQUEST))
        except ValueError as exc:
            raise Refused(400, "standing") from exc
        waiting = await self.heavy(lambda: self.outgoing.offer(device, self.province.answer(device, standing)))
        return Response(encode_listing(waiting), media_type=CBOR)

    async def file(self, request: Request) -> Response:
        """A file, or a range of it, for the computer it was made for."""
        device = await self.device_of(request)
        digest = digest_in(request.path_params["digest"])
        path = await asyncio.to_thread(self.outgoing.path, device, digest)
        if path is None:
            raise Refused(404, "file")
        return FileResponse(path, media_type=OCTETS, headers={"etag": f'"{digest.hex()}"', "cache-control": "private"})

    async def ack(self, request: Request) -> Response:
        """A computer has committed what it fetched."""
        device = await self.device_of(request)
        try:
            cursor = decode_cursor(await body_of(request, LARGEST_REQUEST))
        except ValueError as exc:
            raise Refused(400, "cursor") from exc
        await self.heavy(lambda: self.province.confirm(device, cursor))
        await asyncio.to_thread(self.outgoing.clear, device)
        return Response(status_code=204)

    async def device_of(self, request: Request) -> bytes:
        """The computer whose session it is.

        Raises:
            Refused: 401 where a new hello helps, 403 where it does not.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        device = self.sessions.who(token) if scheme == "Bearer" else None
        if device is None:
            raise Refused(401, "session")
        known = await asyncio.to_thread(self.province.device, device)
        if known is None or known.status != "active":
            self.sessions.end(token)
            raise Refused(403, known.status if known else "unknown")
        return device

    async def heavy(self, work: Callable[[], T]) -> T:
        """Run a call of the engine on a thread, when it is its turn.

        Raises:
            Refused: 429 when too many wait.
        """
        try:
            async with self._gate.entered():
                return await asyncio.to_thread(work)
        except Busy as exc:
            raise come_back_in(_BUSY_S) from exc


def is_trouble(error: AppError) -> bool:
    """Whether the failure is the server's own and not about what was asked."""
    return error.code.startswith("server.")
