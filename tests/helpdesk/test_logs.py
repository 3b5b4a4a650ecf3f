"""The log says where and which, and nothing that anybody typed."""

import logging
from pathlib import Path

import pytest

from desktop.helpdesk.logs import PlainFormatter, PlainLog, begin_log, end_log, files_of, log_start
from desktop.store.folder import NoRoom

HERS = ("Trần Thị An", "079185001234", "0912345678", "C:\\Users\\Lan")

log = logging.getLogger("desktop.tests")


def fail_with(words: str) -> None:
    raise ValueError(f"no date: {words!r}")


def test_a_start_a_code_and_a_count_stand_in_it(log_file: Path) -> None:
    log_start("0.1.0", "window")
    log.info("exchange %s sent %s received %s", "stick", 12, 5)
    log.warning("exchange %s cut off: %s", "network", NoRoom(folder=HERS[3], free_mb=1, needed_mb=2))
    written = log_file.read_text("utf-8")
    assert "start window version 0.1.0 python " in written
    assert "exchange stick sent 12 received 5" in written
    assert "desktop.store.folder.NoRoom [store.no_room]" in written


def test_a_failure_is_told_by_its_calls_alone(log_file: Path) -> None:
    try:
        try:
            fail_with(HERS[0])
        except ValueError as inner:
            raise RuntimeError(HERS[3]) from inner
    except RuntimeError:
        log.exception("job failed")
    written = log_file.read_text("utf-8")
    assert "builtins.RuntimeError" in written
    assert "builtins.ValueError" in written
    assert "test_logs.py:" in written
    assert "fail_with" in written
    assert str(Path(__file__).parent) not in written


@pytest.mark.parametrize("words", HERS)
def test_nothing_of_anybody_stands_in_it(words: str, log_file: Path) -> None:
    log.warning("could not be saved: %s", words)
    log.warning("could not be saved: %s", ValueError(words))
    logging.getLogger("httpx").error("GET %s", words)
    logging.getLogger("py.warnings").warning(words)
    try:
        fail_with(words)
    except ValueError:
        logging.getLogger("PIL.Image").exception(words)
    assert words not in log_file.read_text("utf-8")
    assert log_file.stat().st_size > 100


def test_a_fault_in_the_call_itself_gives_nothing_away() -> None:
    record = logging.makeLogRecord({"name": "desktop.x", "msg": "%d of %s", "args": (HERS[0], HERS[1])})
    assert PlainFormatter().format(record).endswith("desktop.x %d of %s")


def test_it_never_grows_beyond_four_files(tmp_path: Path) -> None:
    handler = begin_log(tmp_path / "logs")
    assert isinstance(handler, PlainLog)
    handler.maxBytes = 2_000
    for number in range(500):
        log.warning("step %s", number)
    end_log(handler)
    parts = files_of(tmp_path / "logs")
    assert [part.name for part in parts] == ["sohoi.log", "sohoi.log.1", "sohoi.log.2", "sohoi.log.3"]
    assert "step 499" in parts[0].read_text("utf-8")
    assert all(part.stat().st_size <= 2_000 for part in parts)


def test_a_folder_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in its place")
    assert begin_log(tmp_path / "logs") is None
