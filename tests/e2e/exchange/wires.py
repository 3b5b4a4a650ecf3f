"""A line between a computer and the province's server that a test can cut; the bytes on it stay encrypted."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import urlsplit


class Wire:
    """Carries TCP connections to a server.

    Attributes:
        address: Where computers reach the server through it.
        is_mute: What the server says is swallowed and the line cut there.
        is_cut: Nothing is let through in either direction.
        most: Bytes from the server after which a connection is cut; 0 for any number.
    """

    def __init__(self, server: str) -> None:
        self._server = urlsplit(server)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ended = Event()
        self._threads: list[Thread] = []
        self.address = f"https://127.0.0.1:{self._listening.getsockname()[1]}"
        self.is_mute = False
        self.is_cut = False
        self.most = 0
        self._start(self._accept)

    def close(self) -> None:
        self._ended.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _start(self, work: object, *values: object) -> None:
        thread = Thread(target=work, args=values)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection((self._server.hostname or "", self._server.port or 0))
            for each in (near, far):
                each.settimeout(0.05)
            self._start(self._carry, near, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        said = 0
        with near, far:
            while not self._ended.is_set() and not self.is_cut:
                up, down = _read(near), _read(far)
                if up == b"" or down == b"":
                    return
                if up:
                    far.sendall(up)
                if down and self.is_mute:
                    return
                if down:
                    said += len(down)
                    if self.most and said > self.most:
                        return
                    with suppress(OSError):
                        near.sendall(down)


def _read(end: socket.socket) -> bytes | None:
    """What came; None where nothing did, empty where the other side hung up."""
    try:
        return end.recv(65536)
    except TimeoutError:
        return None
    except OSError:
        return b""


@contextmanager
def wire(server: str) -> Iterator[Wire]:
    """A line for a while."""
    line = Wire(server)
    try:
        yield line
    finally:
        line.close()
