"""The province on the network, wired: each address and who answers it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from sync.clock import Clock
from sync.errors import AppError
from sync.server.web.engine import Engine
from sync.server.web.exchange import Exchange, Limits, is_trouble
from sync.server.web.requests import Refused
from sync.server.web.uploads import Uploads

log = logging.getLogger(__name__)
Handler = Callable[[Request], Awaitable[Response]]
_DAY_S: Final = 24 * 3600


def make_app(
    province: Engine, *, card: bytes, tls: bytes, folder: Path, clock: Clock | None = None, limits: Limits | None = None
) -> FastAPI:
    """The province as a web application.

    Args:
        card: How the province describes itself, signed.
        tls: SHA-256 of the public TLS key under which this is served, 32 bytes.
        folder: Where uploads and downloads that are under way are kept.
    """
    exchange = Exchange(province, card, tls, folder, clock or Clock(), limits or Limits())
    uploads = Uploads(exchange)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(uploads))
        try:
            yield
        finally:
            sweeping.cancel()

    app = FastAPI(title="Sổ Hội", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    for method, path, handler in (
        ("GET", "/v1/card", exchange.describe),
        ("POST", "/v1/enrol", exchange.enrol),
        ("POST", "/v1/hello", exchange.hello),
        ("POST", "/v1/uploads", uploads.begin),
        ("HEAD", "/v1/uploads/{upload}", uploads.look),
        ("PATCH", "/v1/uploads/{upload}", uploads.add),
        ("POST", "/v1/pull", exchange.pull),
        ("GET", "/v1/files/{digest}", exchange.file),
        ("POST", "/v1/ack", exchange.ack),
    ):
        app.add_route(path, _answering(handler), methods=[method])
    return app


def _answering(handler: Handler) -> Handler:
    """The handler, with its refusals and troubles turned into answers."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return refused.response()
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except AppError as error:
            if not is_trouble(error):
                raise
            log.exception("the province cannot work")
            return Refused(503, error.code).response()

    return answered


async def _sweep(uploads: Uploads) -> None:
    while True:
        await asyncio.to_thread(uploads.partials.sweep)
        await asyncio.sleep(_DAY_S)
