"""Listening: TLS under the province's own key, until asked to stop."""

import os
import secrets
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import uvicorn
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync.errors import AppError

_GRACE_S: Final = 20  # for requests that are under way when the server is asked to stop
_KEEP_ALIVE_S: Final = 75
_AT_ONCE: Final = 1000
_BACKLOG: Final = 512


class PortTaken(AppError):
    """Another program listens there, or this one may not.

    Details: address, port.
    """

    code = "server.port_taken"


class Certified(Protocol):
    """What of the province's keys is needed to listen."""

    @property
    def tls_key_pem(self) -> bytes: ...
    @property
    def tls_certificate_pem(self) -> bytes: ...


def listen(address: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    Raises:
        PortTaken: it cannot be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # said to be TCP: else the event loop leaves Nagle's delay on, and each answer comes 40 ms late
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name != "nt":  # there the option would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as exc:
        listening.close()
        raise PortTaken(str(exc), address=address, port=port) from exc
    return listening


def url_of(listening: socket.socket) -> str:
    """How this computer reaches the socket."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"https://{f'[{host}]' if ':' in host else host}:{port}"


def tls_context(keys: Certified) -> ssl.SSLContext:
    """TLS 1.3 under the province's key; the key itself never lies readable on a disk."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0  # nobody resumes here, and on a slow line they cost
    password = secrets.token_bytes(24).hex()
    key = load_pem_private_key(keys.tls_key_pem, None)
    sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))
    handle, name = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed + keys.tls_certificate_pem)
        context.load_cert_chain(name, password=password)
    finally:
        Path(name).unlink()
    return context


class _Server(uvicorn.Server):
    """Says when it is ready, and stops without waiting for those who only keep a line open."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            if isinstance(connection, H11Protocol) and (connection.cycle is None or connection.cycle.response_complete):
                connection.transport.abort()  # closing would wait half a minute for the other side's farewell
        await super().shutdown(sockets)


def serve(app: FastAPI, keys: Certified, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or Ctrl+C, which let what is under way come to its end.

    Args:
        ready: Called once requests are answered.
    """
    _server(app, keys, ready).run([listening])


@contextmanager
def serving(app: FastAPI, keys: Certified, address: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve on a thread for a while; gives the URL."""
    started = threading.Event()
    with listen(address, port) as listening:
        server = _server(app, keys, started.set)
        thread = threading.Thread(target=server.run, args=([listening],), name="so-hoi-server")
        thread.start()
        try:
            while not started.wait(0.05):
                if not thread.is_alive():
                    raise RuntimeError("the server did not start")
            yield url_of(listening)
        finally:
            server.should_exit = True
            thread.join()


def _server(app: FastAPI, keys: Certified, ready: Callable[[], None]) -> _Server:
    context = tls_context(keys)
    config = uvicorn.Config(
        app,
        ssl_context_factory=lambda _config, _default: context,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_GRACE_S,
    )
    return _Server(config, ready)
