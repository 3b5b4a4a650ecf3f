"""Counts what passes between two programs on this computer."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HOST = "127.0.0.1"
_SETTLED_S = 0.1  # after so long nothing of a finished conversation is still on its way through


class Wire:
    """A TCP relay in a thread of its own; every byte of both directions is counted, TLS and headers included."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target = target
        self._passed = 0
        self._counted = 0
        self._ready = threading.Event()
        self._done: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def start(self) -> None:
        """Listen on a free port, `port`."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Stop listening and wait for the thread."""
        assert self._loop
        assert self._done
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join()

    def lap_kb(self) -> float:
        """What has passed since the lap before, 1,024 bytes each."""
        time.sleep(_SETTLED_S)
        passed = self._passed
        lap, self._counted = passed - self._counted, passed
        return lap / 1024

    async def _serve(self) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._relay, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._done.wait()
        server.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(HOST, self._target)
        await asyncio.gather(self._pipe(reader, far_writer), self._pipe(far_reader, writer))

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                self._passed += len(data)
                writer.write(data)
                await writer.drain()
        writer.close()


@contextmanager
def counted(port: int) -> Iterator[Wire]:
    """A relay to a port, for as long as the block lasts."""
    wire = Wire(port)
    wire.start()
    try:
        yield wire
    finally:
        wire.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        port: int = door.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether something listens on it."""
    try:
        socket.create_connection((HOST, port), 0.2).close()
    except OSError:
        return False
    return True
