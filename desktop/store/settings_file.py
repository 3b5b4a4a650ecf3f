"""Settings of this computer: how the window looks and behaves. Nothing about people stands here."""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from sync.errors import AppError
from sync.renaming import replace
from sync.whole_file import is_full, write_whole

log = logging.getLogger(__name__)

TEXT_SIZES = (100, 125, 150, 175, 200)


class SettingsUnwritable(AppError):
    """The settings could not be saved; they hold until the program ends."""

    code = "store.settings_unwritable"


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose on this computer. `dataclasses.replace` makes the next one.

    Attributes:
        theme: `SYSTEM` follows Windows.
        text_size: Per cent, one of `TEXT_SIZES`.
        compact_rows: Lists with lower rows.
        language: Of the window, "vi" or "en".
        last_user: Short name of who signed in last; offered first.
        backup_folder: Where backups by hand go; empty until one was chosen.
        printer: The queue chosen last; empty for the system's.
        idle_lock_minutes: 0 never locks by itself.
        window: Qt's own geometry and state by window name, base64.
        columns: Shown field keys by sheet, in order.
        column_widths: Pixels by "sheet.field".
        splitters: Positions of dividers by name.
        seen_hints: First-time explanations that were read.
        extra: Keys of a newer program, written back as they were.
    """

    theme: Theme = Theme.SYSTEM
    text_size: int = 100
    compact_rows: bool = False
    language: str = "vi"
    last_user: str = ""
    backup_folder: str = ""
    printer: str = ""
    idle_lock_minutes: int = 10
    window: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    column_widths: Mapping[str, int] = field(default_factory=dict)
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    seen_hints: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the settings; what is missing or makes no sense has its default.

        A file that is no settings file at all is kept as `settings.json.damaged`.
        """
        try:
            content = json.loads(path.read_bytes())
            if not isinstance(content, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, RecursionError) as exc:
            log.warning("the settings file cannot be read (%s); defaults hold", type(exc).__name__)
            with suppress(OSError):
                replace(path, path.with_name(path.name + ".damaged"))
            return cls()
        return cls._from_json(content)

    def save(self, path: Path) -> None:
        """Write the settings, whole or not at all.

        Raises:
            SettingsUnwritable: the folder is full, read-only or gone.
        """
        known = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "extra"}
        content = {**self.extra, **{key: _plain(value) for key, value in known.items()}}
        try:
            write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
        except OSError as exc:
            raise SettingsUnwritable(str(exc), folder=str(path.parent), full=is_full(exc)) from exc

    @classmethod
    def _from_json(cls, content: Mapping[str, Any]) -> Self:
        names = {each.name for each in fields(cls)} - {"extra"}
        known: dict[str, Any] = {}
        for name in names & content.keys():
            with suppress(ValueError, TypeError, AttributeError):
                known[name] = _READERS[name](content[name])
        return cls(**known, extra={key: value for key, value in content.items() if key not in names})


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text_size(value: Any) -> int:
    if value not in TEXT_SIZES:
        raise ValueError
    return int(value)


def _minutes(value: Any) -> int:
    if not 0 <= _whole(value) <= 24 * 60:
        raise ValueError
    return int(value)


def _language(value: Any) -> str:
    if value not in ("vi", "en"):
        raise ValueError
    return str(value)


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "theme": Theme,
        "text_size": _text_size,
        "compact_rows": _yes_no,
        "language": _language,
        "last_user": _text,
        "backup_folder": _text,
        "printer": _text,
        "idle_lock_minutes": _minutes,
        "window": lambda value: {_text(key): _text(each) for key, each in value.items()},
        "columns": lambda value: {_text(key): tuple(map(_text, each)) for key, each in value.items()},
        "column_widths": lambda value: {_text(key): _whole(each) for key, each in value.items()},
        "splitters": lambda value: {_text(key): tuple(map(_whole, each)) for key, each in value.items()},
        "seen_hints": lambda value: tuple(map(_text, value)),
    }
)
