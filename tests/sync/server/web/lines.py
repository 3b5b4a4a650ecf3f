"""Bad lines and bad servers, on real sockets: what cuts, holds back and garbles; what answers nonsense under TLS."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sync.server.keyring import ProvinceKeys
from sync.server.web.serving import tls_context


@dataclass
class Plan:
    """What happens to one connection.

    Attributes:
        up: Bytes that may pass towards the server before the line is cut; None for all.
        down: The same the other way.
        garble: Number of the byte towards the server that is changed.
        is_silent: At the limit the line falls silent instead of breaking.
    """

    up: int | None = None
    down: int | None = None
    garble: int | None = None
    is_silent: bool = False


@dataclass
class Detour:
    """A line through which the bytes pass as planned, a plan a connection; the last plan holds for all that follow."""

    target: tuple[str, int]
    plans: list[Plan]
    connections: int = 0
    passed_up: int = 0
    url: str = ""
    is_proxy: bool = False
    _ends: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            plan = self.plans[min(self.connections, len(self.plans) - 1)]
            self.connections += 1
            far = socket.create_connection(self.target)
            if self.is_proxy:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    head += near.recv(1)
                assert head.startswith(b"CONNECT ")
                near.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            self._ends += [near, far]
            for pair in ((near, far, plan.up, plan, True), (far, near, plan.down, plan, False)):
                thread = threading.Thread(target=self._pass, args=pair)
                thread.start()
                self._threads.append(thread)

    def close(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _pass(self, source: socket.socket, sink: socket.socket, limit: int | None, plan: Plan, is_up: bool) -> None:
        passed = 0
        with suppress(OSError):
            while data := source.recv(16 * 1024):
                if is_up and plan.garble is not None and passed <= plan.garble < passed + len(data):
                    at = plan.garble - passed
                    data = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
                if limit is not None and passed + len(data) >= limit:
                    sink.sendall(data[: limit - passed])
                    if plan.is_silent:
                        while source.recv(16 * 1024):
                            pass
                    break
                sink.sendall(data)
                passed += len(data)
                self.passed_up += len(data) if is_up else 0
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def detour(url: str, *plans: Plan, is_proxy: bool = False) -> Iterator[Detour]:
    """A bad line to a server; or an HTTP proxy, which is asked to connect there."""
    parts = urlsplit(url)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Detour((parts.hostname or "", parts.port or 0), list(plans), is_proxy=is_proxy)
        line.url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=line.serve, args=(listening,))
        thread.start()
        try:
            yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            line.close()


Answer = Callable[[str, int], bytes]
"""Given the first line of a request and how many there were, the bytes of the answer; the connection ends after it."""


@dataclass
class Stranger:
    """A server that holds some key and answers as it likes."""

    url: str
    heard: list[bytes] = field(default_factory=list)


@contextmanager
def stranger(keys: ProvinceKeys, answer: Answer, *, is_plain: bool = False) -> Iterator[Stranger]:
    """Such a server for a while.

    Args:
        is_plain: It speaks no TLS.
    """
    context = tls_context(keys)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Stranger(f"https://127.0.0.1:{listening.getsockname()[1]}")

        def serve() -> None:
            while True:
                try:
                    near, _ = listening.accept()
                except OSError:
                    return
                with near, suppress(OSError, ssl.SSLError):
                    near.settimeout(5)
                    if is_plain:
                        server.heard.append(near.recv(65536))
                        near.sendall(answer("", len(server.heard)))
                        continue
                    with context.wrap_socket(near, server_side=True) as secured:
                        request = _request(secured)
                        server.heard.append(request)
                        secured.sendall(answer(request.partition(b"\r\n")[0].decode(), len(server.heard)))
                        secured.unwrap()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def said(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """An answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def _request(line: ssl.SSLSocket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [int(part.split(b":")[1]) for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:")]
    while lengths and len(body) < lengths[0]:
        piece = line.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body
