"""The yardstick of one POST: python -m tests.bench.peer_post server FOLDER PORT | client FOLDER DOCUMENTS URL."""

import json
import sqlite3
import sys
import time
import urllib.request
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import zstandard

from tests.bench.documents import Document, documents, read_documents
from tests.bench.peers import PHASE
from tests.bench.wire import HOST

COLUMNS = tuple(documents(1)[0])
_CREATE = f"CREATE TABLE member(id INTEGER PRIMARY KEY, step INT, {', '.join(COLUMNS[1:])})"
_STORE = (
    f"INSERT INTO member(step, {', '.join(COLUMNS)}) VALUES (:step, {', '.join(':' + name for name in COLUMNS)}) "
    f"ON CONFLICT(id) DO UPDATE SET step=excluded.step, {', '.join(f'{name}=excluded.{name}' for name in COLUMNS[1:])}"
)


class Members:
    """One side's table; every step is one durable transaction."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL").fetchall()
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute(_CREATE)
        self._step = 0

    def store(self, people: Sequence[Document]) -> None:
        """Insert or overwrite as the next step."""
        self._step += 1
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany(_STORE, ({**person, "step": self._step} for person in people))
        self._db.execute("COMMIT")

    def packed(self, since: int) -> bytes:
        """Everybody who changed after a step."""
        rows = self._db.execute(f"SELECT {', '.join(COLUMNS)} FROM member WHERE step > ?", (since,))
        return pack([dict(zip(COLUMNS, row, strict=True)) for row in rows])

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def pack(people: Sequence[Document]) -> bytes:
    """JSON, zstd at level 3."""
    return zstandard.compress(json.dumps(people, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpack(data: bytes) -> list[Document]:
    """Read what `pack` wrote."""
    people: list[Document] = json.loads(zstandard.decompress(data))
    return people


def serve(folder: str, port: str) -> None:
    """Take and give members until the process is ended."""
    members = Members(Path(folder, "server.db"))

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            members.store(unpack(self.rfile.read(int(self.headers["content-length"]))))
            self._answer(b"{}")

        def do_GET(self) -> None:
            self._answer(members.packed(int(self.path.rsplit("=", 1)[1])))

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    ThreadingHTTPServer((HOST, int(port)), Door).serve_forever()


def ask(folder: str, lists: str, url: str) -> None:
    """Push and pull everybody, then the edited ones."""
    a, b = Members(Path(folder, "a.db")), Members(Path(folder, "b.db"))
    _phase("start", time.perf_counter())
    for step, (prefix, people) in enumerate(zip(("", "later_"), read_documents(Path(lists)), strict=True)):
        a.store(people)
        began = time.perf_counter()
        with urllib.request.urlopen(urllib.request.Request(url, a.packed(step), method="POST")) as answer:
            answer.read()
        _phase(f"{prefix}push", began)
        began = time.perf_counter()
        with urllib.request.urlopen(f"{url}?since={step}") as answer:
            received = unpack(answer.read())
        b.store(received)
        _phase(f"{prefix}pull", began)
        assert len(received) == len(people)
    a.close()
    b.close()


def _phase(name: str, began: float) -> None:
    print(f"{PHASE} {name} {time.perf_counter() - began}", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    if sys.argv[1] == "server":
        serve(*sys.argv[2:])
    else:
        ask(*sys.argv[2:])
