"""The log of this computer: starts, failures by their codes, exchanges in figures; nothing that anybody typed."""

import logging
import platform
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sync.errors import AppError

FILE: Final = "sohoi.log"
_BYTES: Final = 500_000
_KEPT: Final = 3
_OURS: Final = ("desktop", "sync")
_PLAIN: Final = re.compile(r"[0-9a-z_.:+-]{1,48}")  # a code, a count, a reference, a record's id
_LONG_NUMBER: Final = re.compile(r"\d{9,}")
_FROM_HERE: Final = re.compile(r"(?:.*[\\/])?((?:desktop|sync)[\\/].+)")

log = logging.getLogger(__name__)


class PlainFormatter(logging.Formatter):
    """Writes what the code says itself; of values only numbers, codes and ids, of failures only where and which.

    A message of another library is not written at all: nobody here knows what it holds.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line, with the calls of a failure beneath it."""
        plain = logging.makeLogRecord(record.__dict__)
        plain.msg, plain.args, plain.exc_text, plain.stack_info = _said(record), (), None, None
        return super().format(plain)

    def formatException(self, ei: Any) -> str:
        """The kinds of the failures and the calls that led to them, innermost cause last; no message, no path."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(lines) < 200:
            lines += [f"  {_failure(error)}", *_calls(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class PlainLog(RotatingFileHandler):
    """Half a megabyte and three older ones; where another window holds the file it goes on in the same."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
        self.setFormatter(PlainFormatter())

    def doRollover(self) -> None:
        """Windows does not rename a file that somebody else has open."""
        with suppress(OSError):
            super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written, on a full disk say, stops nobody."""


def begin_log(folder: Path) -> logging.Handler | None:
    """Write the log in a folder from now on; None where nothing can be written there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    handler = PlainLog(folder)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    return handler


def end_log(handler: logging.Handler) -> None:
    """Write it no more."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def log_start(version: str, what: str) -> None:
    """Note that the program began.

    Args:
        what: "window", or the name of a command.
    """
    log.info("start %s version %s python %s", what, version, platform.python_version())


def files_of(folder: Path) -> list[Path]:
    """The log and its older parts, the newest first."""
    parts = [folder / FILE, *(folder / f"{FILE}.{number}" for number in range(1, _KEPT + 1))]
    return [part for part in parts if part.is_file()]


def _said(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] not in _OURS:
        return ""
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return str(record.msg) % tuple(_value(arg) for arg in args)
    except (TypeError, ValueError):
        return str(record.msg)


def _value(arg: object) -> object:
    if isinstance(arg, bool | int | float):
        return "…" if _LONG_NUMBER.search(str(arg)) else arg
    if isinstance(arg, BaseException):
        return _failure(arg)
    text = str(arg)
    return text if _PLAIN.fullmatch(text) and not _LONG_NUMBER.search(text) else "…"


def _failure(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, AppError):
        return f"{kind} [{error.code}]"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind} [errno {error.errno}, winerror {getattr(error, 'winerror', None)}]"
    return kind


def _calls(trace: TracebackType | None) -> list[str]:
    lines: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"    {_source(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return lines


def _source(path: str) -> str:
    """A module's file as the source tree has it; of other libraries the last name, for their folder may be anybody's.

    >>> _source(r"C:\\Users\\Lan\\Programs\\SoHoi\\_internal\\desktop\\ui\\tasks.py"), _source("/home/lan/x/session.py")
    ('desktop/ui/tasks.py', 'session.py')
    """
    found = _FROM_HERE.fullmatch(path)
    return (found[1] if found else re.split(r"[\\/]", path)[-1]).replace("\\", "/")
