"""Settings that all computers of the office share: what its papers say, what its figures watch."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from desktop.models.office import Setting
from desktop.reports.coverage import WATCH_PERCENT
from desktop.store.store import Store
from sync.journal import AS_STORED

VARIANTS = ("A", "B", "C", "D")
_LINE = "letterhead."
_VERSION_8: Final = 0x8 << 76 | 0b10 << 62
_OTHER_BITS: Final = (1 << 128) - 1 - (0xF << 76) - (0b11 << 62)


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What the office chose; what it left alone has its default.

    Attributes:
        variant: Which letterhead papers bear.
        lines: Letterhead lines that were changed, by variant and line: "A.superior". The rest are the standard ones.
        watch_percent: Coverage under this is marked.
        blank_rows: Empty lines that a new meeting's roster gets.
        show_phone: Whether rosters print telephone numbers.
        place: Where meetings are held as a rule.
        chair: Who presides as a rule.
    """

    variant: str = "A"
    lines: Mapping[str, str] = field(default_factory=dict)
    watch_percent: int = WATCH_PERCENT
    blank_rows: int = 5
    show_phone: bool = False
    place: str = ""
    chair: str = ""

    def line(self, variant: str, line: str) -> str | None:
        """A changed letterhead line; None where the standard one stands."""
        return self.lines.get(f"{variant}.{line}")

    def with_line(self, variant: str, line: str, text: str | None) -> "OfficeSettings":
        """Another text for a line; None takes the standard one back."""
        others = {key: value for key, value in self.lines.items() if key != f"{variant}.{line}"}
        return replace(self, lines=others if text is None else {**others, f"{variant}.{line}": text})


def read_settings(store: Store) -> OfficeSettings:
    """The settings as they stand; one that makes no sense to this program has its default."""
    stored = _stored(store)
    values: dict[str, Any] = {}
    defaults = OfficeSettings()
    for each in fields(OfficeSettings):
        value = _loaded(stored.get(each.name))
        if each.name != "lines" and type(value) is type(getattr(defaults, each.name)):
            values[each.name] = value
    lines = {name.removeprefix(_LINE): _loaded(value) for name, value in stored.items() if name.startswith(_LINE)}
    values["lines"] = {name: text for name, text in lines.items() if isinstance(text, str)}
    if values.get("variant", "A") not in VARIANTS:
        del values["variant"]
    return OfficeSettings(**values)


def save_settings(store: Store, settings: OfficeSettings) -> None:
    """Write what differs from what is stored, as one act; a setting is a row of its own, so two computers may
    change different ones."""
    before, wanted = _flat(read_settings(store)), _flat(settings)
    changed = {name: wanted.get(name) for name in before.keys() | wanted.keys() if before.get(name) != wanted.get(name)}
    if not changed:
        return
    with store.writing(AS_STORED, reason="settings", label="Sửa thiết lập chung") as session:
        for name, value in sorted(changed.items()):
            text = None if value is None else json.dumps(value, ensure_ascii=False)
            row_id = setting_id(store.commune, name)
            row = session.get(Setting, row_id)
            if row is None:
                session.add(Setting(id=row_id, name=name, value=text))
            else:
                row.value, row.deleted_at = text, None  # taking the first choice back put it into the trash


def setting_id(commune: str, name: str) -> UUID:
    """The row of one setting of one commune: on every computer the same, whoever chose first.

    Source:
        RFC 9562, section 5.8: an id made of a hash.

    >>> setting_id("05491", "variant") == setting_id("05491", "variant") != setting_id("05492", "variant")
    True
    >>> setting_id("05491", "variant").version
    8
    """
    digest = sha256(f"setting|{commune}|{name}".encode()).digest()
    return UUID(int=int.from_bytes(digest[:16], "big") & _OTHER_BITS | _VERSION_8)


def _stored(store: Store) -> dict[str, str | None]:
    """The value of every setting by its name."""
    table = Setting.__table__.c
    with store.reading() as db:
        found = db.execute(select(table.name, table.value).where(table.deleted_at.is_(None)))
        return {row.name: row.value for row in found if row.name}


def _flat(settings: OfficeSettings) -> dict[str, Any]:
    own = {each.name: getattr(settings, each.name) for each in fields(settings) if each.name != "lines"}
    return own | {f"{_LINE}{key}": text for key, text in settings.lines.items()}


def _loaded(value: str | None) -> Any:
    try:
        return None if value is None else json.loads(value)
    except ValueError:
        return None
