"""Yardsticks of the exchange: another program's server and its client, each a process of its own."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.bench.documents import documents_of
from tests.bench.job import Case, Figures, Side
from tests.bench.wire import HOST, Wire, answers, counted, free_port

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "bench"
PHASE = "##phase"
ANKI = "Anki, its own sync server"
POUCHDB = "PouchDB → express-pouchdb"
POST = "one zstd POST, SQLite"
PATIENCE_S = 60
_ANKI_PYTHON = BUILD / "anki" / "bin" / "python"
_POUCHDB = BUILD / "pouchdb"


def anki(case: Case, *, count: bool = False) -> Figures:
    """Anki's collections, change by change; PyPI's `anki`, both sides."""
    python, port = str(_ANKI_PYTHON), free_port()
    env = {
        "SYNC_USER1": "bench:bench", "SYNC_BASE": str(case.scratch / "server"), "SYNC_HOST": HOST,
        "SYNC_PORT": str(port), "RUST_LOG": "error", "MAX_SYNC_PAYLOAD_MEGS": "1000",
    }  # fmt: skip
    with served([python, "-m", "anki.syncserver"], port, case, env):
        return _asked([python, str(HERE / "peer_anki.py"), *_places(case), "http://{address}/"], port, case, count)


def pouchdb(case: Case, *, count: bool = False) -> Figures:
    """PouchDB's replication in batches of 1,000, which suits it best; leveldb on both sides."""
    script, port = ["node", str(HERE / "peer_pouchdb.cjs")], free_port()
    env = {"POUCHDB": str(_POUCHDB)}
    with served([*script, "server", str(case.scratch), str(port)], port, case, env):
        client = [*script, "client", *_places(case), "http://{address}/members"]
        return _asked(client, port, case, count, env)


def post(case: Case, *, count: bool = False) -> Figures:
    """The least it can be: a zstd-compressed list in one POST, one GET, plain SQLite with synchronous=FULL."""
    script, port = [sys.executable, "-m", "tests.bench.peer_post"], free_port()
    with served([*script, "server", str(case.scratch), str(port)], port, case):
        return _asked([*script, "client", *_places(case), "http://{address}/"], port, case, count)


def sides(pick: Callable[[Figures], Figures] = dict, *, count: bool = False) -> dict[str, Side]:
    """The three of them.

    Args:
        pick: Which of the figures are asked for.
        count: Whether the bytes are counted; the times then say nothing.
    """
    return {
        ANKI: Side(lambda case: pick(anki(case, count=count)), missing=anki_missing),
        POUCHDB: Side(lambda case: pick(pouchdb(case, count=count)), largest=20_000, missing=pouchdb_missing),
        POST: Side(lambda case: pick(post(case, count=count))),
    }


def anki_missing() -> str:
    """Why Anki cannot run; empty when it can."""
    return "" if _ANKI_PYTHON.exists() else "not set up: packaging/setup/setup.sh bench fetches it"


def pouchdb_missing() -> str:
    """Why PouchDB cannot run; empty when it can."""
    if shutil.which("node") is None:
        return "no Node.js: packaging/setup/setup.sh bench fetches it"
    return "" if (_POUCHDB / "node_modules").exists() else "not set up: packaging/setup/setup.sh bench fetches it"


@contextmanager
def served(command: Sequence[str], port: int, case: Case, env: Mapping[str, str] | None = None) -> Iterator[None]:
    """A server for as long as the block lasts, from when it answers.

    Raises:
        RuntimeError: it ended, or never answered; with its last words.
    """
    path = case.scratch / "server.log"
    with path.open("wb") as log, _running(command, {**os.environ, **(env or {})}, log.fileno()) as server:
        began = time.monotonic()
        while not answers(port):
            if server.poll() is not None or time.monotonic() - began > PATIENCE_S:
                raise RuntimeError(f"server: {path.read_text(errors='replace')[-500:]}")
            time.sleep(0.02)
        yield


@contextmanager
def _running(command: Sequence[str], env: Mapping[str, str], output: int) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(command, env=env, stdout=output, stderr=output)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _asked(command: Sequence[str], port: int, case: Case, count: bool, env: Mapping[str, str] | None = None) -> Figures:
    """Run a client and gather the seconds of its phases, `<phase>_s`; counted, the bytes as `<phase>_kb`."""
    with counted(port) if count else nullcontext() as wire:
        address = f"{HOST}:{wire.port if wire else port}"
        asked = [part.format(address=address) for part in command]
        with (case.scratch / "client.log").open("w+", encoding="utf-8") as log:
            client = subprocess.Popen(
                asked, env={**os.environ, **(env or {}), "COUNTED": "1" if count else ""},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
            figures = _phases(client, wire)
            if client.returncode:
                log.seek(0)
                raise RuntimeError(f"client: {log.read()[-800:]}")
    return figures


def _phases(client: subprocess.Popen[str], wire: Wire | None) -> Figures:
    """Read what a client says; after each phase it waits for a line, so that no byte of the next is counted."""
    figures: Figures = {}
    with client:
        assert client.stdin
        assert client.stdout
        for line in client.stdout:
            if not line.startswith(PHASE):
                continue
            _mark, name, seconds = line.split()
            figures[f"{name}_s"] = float(seconds)
            if wire:
                figures[f"{name}_kb"] = wire.lap_kb()
            client.stdin.write("\n")
            client.stdin.flush()
    return figures


def _places(case: Case) -> tuple[str, str]:
    return str(case.scratch), str(documents_of(case))
