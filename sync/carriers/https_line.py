"""One conversation with the province's server: each request meets an answer or an error of ours."""

import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx

from sync.carriers.https_errors import (
    AddressMistyped,
    DeviceRefused,
    NetworkError,
    ServerBusy,
    ServerCut,
    ServerNonsense,
    ServerTroubled,
    ServerUnreachable,
)
from sync.carriers.https_messages import LARGEST_ANSWER
from sync.carriers.https_pin import FULL, pinned

PORT: Final = 8443
_HEADERS: Final = {"Accept-Encoding": "identity", "User-Agent": "so-hoi/1"}
_PIECE: Final = 16 * 1024
_SETTLED: Final = (401, 404, 409, 416, 460)  # the caller knows what they mean where it asked


@dataclass(frozen=True, slots=True)
class Timing:
    """How patient a conversation is.

    Attributes:
        connect_s: For a connection and its handshake.
        read_s: Of silence, before the line counts as cut.
        attempts: Failures in a row, without a byte gained, before giving up.
        pause_s: Before the second attempt; doubled each time.
    """

    connect_s: float = 10
    read_s: float = 60
    attempts: int = 4
    pause_s: float = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer.

    Attributes:
        headers: Names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def number(self, name: str) -> int:
        """A header that is a whole number; ServerNonsense when it is not."""
        given = self.headers.get(name.lower(), "")
        if not given.isascii() or not given.isdigit() or len(given) > 12:
            raise ServerNonsense(f"header {name}")
        return int(given)


class Line:
    """A kept connection to one server, which must hold the pinned key. For one thread at a time; close it.

    Attributes:
        url: "https://host:port".
    """

    def __init__(self, url: str, fingerprint: bytes, timing: Timing, *, proxy: str | None = None) -> None:
        """See `HttpsCarrier`."""
        self.url = address(url)
        self._context = pinned(fingerprint)
        self._client = httpx.Client(
            base_url=self.url,
            headers=_HEADERS,
            timeout=httpx.Timeout(timing.read_s, connect=timing.connect_s),
            transport=httpx.HTTPTransport(
                verify=self._context,
                trust_env=False,  # a proxy of the system would see nothing, and answer in the server's place
                proxy=proxy,
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60),
            ),
            trust_env=False,
        )

    @property
    def tls(self) -> bytes:
        """SHA-256 of the server's key, 32 bytes; empty while only its beginning is known."""
        return self._context.pin if len(self._context.pin) == FULL else self._context.seen

    @property
    def was_reached(self) -> bool:
        """Whether the server has ever shaken hands here."""
        return bool(self._context.seen)

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"",
        largest: int = LARGEST_ANSWER,
    ) -> Reply:  # fmt: skip
        """Ask once.

        Args:
            largest: Bytes of the longest answer that is taken.
        Returns:
            A success, or one of 401, 404, 409, 416 and 460.
        Raises:
            ServerUnreachable, ServerKeyChanged, ServerCut, ServerTroubled, ServerNonsense, DeviceRefused, ServerBusy.
        """
        with self.streamed(method, path, headers=headers, body=body) as (reply, pieces):
            parts, size = [], 0
            for piece in pieces:
                size += len(piece)
                if size > largest:
                    raise ServerNonsense("the answer is too long")
                parts.append(piece)
            return Reply(reply.status, reply.headers, b"".join(parts))

    @contextmanager
    def streamed(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Iterator[tuple[Reply, Iterator[bytes]]]:
        """Ask once, and read the answer piece by piece; see `ask`."""
        with self._explained(), self._client.stream(method, path, headers=headers, content=body or None) as response:
            reply = Reply(response.status_code, dict(response.headers), b"")
            if not response.is_success and reply.status not in _SETTLED:
                raise _refusal(reply, _beginning(response))
            yield reply, response.iter_raw()

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as exc:
            raise _no_connection(exc) from exc
        except (httpx.TimeoutException, httpx.NetworkError) as exc:
            raise ServerCut(str(exc)) from exc
        except httpx.RemoteProtocolError as exc:
            raise _broken(exc) from exc
        except httpx.HTTPError as exc:
            raise ServerNonsense(str(exc)) from exc


def address(typed: str) -> str:
    """A server's address in full, from what somebody typed.

    Raises:
        AddressMistyped: it names no server, or asks for an unprotected connection.

    >>> address("may-chu.tinh.vn")
    'https://may-chu.tinh.vn:8443'
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port or PORT
        host = parts.hostname or ""
    except ValueError as exc:
        raise AddressMistyped(address=text) from exc
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme != "https" or not host or not is_bare or any(letter.isspace() for letter in host):
        raise AddressMistyped(address=text)
    try:
        httpx.URL(full := f"https://{f'[{host}]' if ':' in host else host}:{port}")
    except httpx.InvalidURL as exc:
        raise AddressMistyped(address=text) from exc
    return full


def _no_connection(exc: Exception) -> NetworkError:
    """Nobody there, somebody who speaks no TLS 1.3, or a line that broke while hands were shaken."""
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError | ConnectionResetError | BrokenPipeError):
            return ServerCut(str(exc))
        if isinstance(cause, ssl.SSLError):
            return ServerNonsense(str(exc))
        cause = cause.__cause__ or cause.__context__
    return ServerUnreachable(str(exc))


def _broken(exc: httpx.RemoteProtocolError) -> NetworkError:
    """A connection that ends before its answer does is cut; any other breach of the protocol is nonsense."""
    said = str(exc)
    is_cut = any(word in said for word in ("disconnected", "closed", "incomplete"))
    return ServerCut(said) if is_cut else ServerNonsense(said)


def _refusal(reply: Reply, body: bytes) -> NetworkError:
    if reply.status == 429:
        given = reply.headers.get("retry-after", "")
        wait_s = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 5
        return ServerBusy(wait_s=wait_s)
    if reply.status >= 500:
        return ServerTroubled(f"status {reply.status}", status=reply.status)
    if reply.status == 403 and (reason := _reason(body)):
        return DeviceRefused(reason, reason=reason)
    return ServerNonsense(f"status {reply.status}")


def _reason(body: bytes) -> str:
    try:
        said: Any = json.loads(body)
    except ValueError:
        return ""
    reason = said.get("reason") if isinstance(said, dict) else None
    return reason if isinstance(reason, str) and reason.isascii() and len(reason) <= 64 else ""


def _beginning(response: httpx.Response) -> bytes:
    """The first bytes of a refusal, which is short when it is ours."""
    return next(response.iter_raw(), b"")[:_PIECE]
