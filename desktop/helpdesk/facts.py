"""What is told of this computer and its register without telling anything of anybody."""

from __future__ import annotations

import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.helpdesk.checks import Check, Clocks
from desktop.store import schema
from desktop.store.settings_file import Settings
from desktop.version import UNKNOWN
from sync.errors import AppError
from sync.manifest import PROTOCOL

if TYPE_CHECKING:
    from desktop.exchange.desk import Status
    from desktop.registers.office import Office

_PACKAGES: Final = ("PySide6_Essentials", "SQLAlchemy", "sqlcipher3", "cryptography", "reportlab", "pypdfium2")


def versions(program: str) -> dict[str, str]:
    """Of the program, of what it is made with, and of the system; no name of the computer."""
    return {
        "program": program,
        "schema": str(schema.VERSION),
        "protocol": str(PROTOCOL),
        "python": platform.python_version(),
        "sqlcipher": _sqlcipher(),
        **{name: _package(name) for name in _PACKAGES},
        "system": f"{platform.system()} {platform.release()} {platform.version()}",
        "machine": platform.machine(),
        "installed": str(getattr(sys, "frozen", False)),
    }


def clocks_of(office: Office | None) -> Clocks:
    """What this computer's clock can be compared with."""
    now = datetime.now(UTC).astimezone()
    if office is None:
        return Clocks(now)
    from desktop.exchange.memory import moment, remembered
    from desktop.exchange.status import last_change_ms

    with office.store.reading() as db:
        newest_ms = last_change_ms(db)
    offset_ms = remembered(office.store).offset_ms
    newest = moment(newest_ms) if newest_ms else None
    return Clocks(now, newest, None if offset_ms is None else round(offset_ms / 1000))


def checks_facts(checks: tuple[Check, ...]) -> list[dict[str, str]]:
    """Codes and tones; details name folders and stay out."""
    return [{"subject": check.subject.value, "code": check.code, "tone": check.tone} for check in checks]


def settings_facts(settings: Settings) -> dict[str, Any]:
    """The choices that say nothing of anybody; of the others, whether they were made."""
    return {
        "theme": settings.theme.value,
        "text_size": settings.text_size,
        "compact_rows": settings.compact_rows,
        "language": settings.language,
        "idle_lock_minutes": settings.idle_lock_minutes,
        "backup_folder_chosen": bool(settings.backup_folder),
        "printer_chosen": bool(settings.printer),
    }


def register_facts(office: Office) -> dict[str, Any]:
    """How much there is of everything, and how the exchange stands.

    Raises:
        AppError: the register cannot be read.
    """
    from desktop.exchange.making import make_desk
    from desktop.store.backup_rotation import listed

    backups = listed(office.folder)
    return {
        "commune": office.store.commune,
        "demo": office.is_demo,
        "users": len(office.keys.users),
        "database_bytes": office.folder.database.stat().st_size,
        "automatic_backups": len(backups),
        "newest_backup": f"{backups[0].made:%Y-%m-%d}" if backups else "",
        "rows": _counts(office),
        "exchange": _exchange_facts(make_desk(office).status()),
    }


def problem_facts(error: BaseException) -> dict[str, str]:
    """Why there are no facts of a register."""
    return {"problem": error.code if isinstance(error, AppError) else type(error).__name__}


def _counts(office: Office) -> dict[str, dict[str, int]]:
    from desktop.models.registers import SHIPPED

    counts: dict[str, dict[str, int]] = {}
    with office.store.reading() as db:
        for record in SHIPPED:
            table = record.__table__
            every, living = db.execute(
                select(func.count(), func.count().filter(table.c.deleted_at.is_(None))).select_from(table)
            ).one()
            counts[record.__tablename__] = {"rows": living, "trash": every - living}
    return counts


def _exchange_facts(status: Status) -> dict[str, Any]:
    facts = asdict(status)
    told = (
        "joined", "invitation_pending", "waiting", "waiting_since", "on_stick", "on_stick_since", "received_on",
        "last_exchange", "last_way", "problem", "problem_on", "conflicts", "loading", "give_back", "clock_offset_s",
    )  # fmt: skip
    chosen = {name: _plain(facts[name]) for name in told}
    return chosen | {"has_server": bool(status.server), "refused": [each.reason for each in status.refused]}


def _plain(value: Any) -> Any:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # an installed program takes along only what it reads
        return UNKNOWN


def _sqlcipher() -> str:
    connection = sqlcipher.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()
