"""What the computers of the office are called: a shared setting each, so that every one of them knows the others."""

import json
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.office import Officer, Setting
from desktop.registers.office_settings import setting_id
from desktop.store.store import SYSTEM, Store
from sync.journal import AS_STORED

_PREFIX: Final = "computer."


def name_computer(store: Store, device: bytes, name: str) -> None:
    """Let the other computers know what this one is called; nothing is written where they do."""
    with store.reading() as db:
        if computer_names(db).get(device) == name:
            return
    row_id, key = setting_id(store.commune, _PREFIX + device.hex()), _PREFIX + device.hex()
    with store.writing(AS_STORED, reason="computer", label=f"Đặt tên máy: {name}") as session:
        row = session.get(Setting, row_id)
        if row is None:
            session.add(Setting(id=row_id, name=key, value=json.dumps(name, ensure_ascii=False)))
        else:
            row.value, row.deleted_at = json.dumps(name, ensure_ascii=False), None


def computer_names(db: Connection) -> dict[bytes, str]:
    """Names by device id."""
    table = Setting.__table__.c
    query = select(table.name, table.value).where(table.name.startswith(_PREFIX), table.deleted_at.is_(None))
    names: dict[bytes, str] = {}
    for key, value in db.execute(query):
        try:
            device, name = bytes.fromhex(key.removeprefix(_PREFIX)), json.loads(value or "")
        except ValueError:
            continue
        if isinstance(name, str):
            names[device] = name
    return names


def officer_name(db: Connection, actor: bytes) -> str:
    """The full name of who wrote something; empty where she is not known here, or the program itself did."""
    if actor == SYSTEM:
        return ""
    table = Officer.__table__
    return db.execute(select(table.c.full_name).where(table.c.id == UUID(bytes=actor))).scalar() or ""
