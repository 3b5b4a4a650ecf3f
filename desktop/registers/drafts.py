"""Drafts: what was typed and not yet saved, kept in the encrypted file so that it comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import delete, insert, select

from desktop.store.local_tables import DRAFT
from desktop.store.store import Store

_UUID_TAG = 37


@dataclass(frozen=True, slots=True)
class Draft:
    """Something begun.

    Attributes:
        key: Which form and which row it belongs to.
        content: What was typed, by field key.
    """

    key: str
    content: Mapping[str, Any]
    saved_at: datetime


class Drafts:
    """The drafts of the officer who is signed in; never sent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, key: str, content: Mapping[str, Any]) -> None:
        """Keep what a form holds now, in place of what it held before."""
        with self._store.local_writing() as db:
            db.execute(delete(DRAFT).where(DRAFT.c.key == key))
            db.execute(
                insert(DRAFT).values(
                    key=key,
                    officer=self._store.actor,
                    content=cbor2.dumps(dict(content), default=_encode),
                    saved_ms=self._store.clock.now_ms(),
                )
            )

    def find(self, key: str) -> Draft | None:
        """The draft of one form, or None."""
        return next((draft for draft in self.all() if draft.key == key), None)

    def drop(self, key: str) -> None:
        """Forget a draft: it was saved, or is not wanted."""
        with self._store.local_writing() as db:
            db.execute(delete(DRAFT).where(DRAFT.c.key == key))

    def all(self) -> list[Draft]:
        """Every draft of this officer, newest first."""
        query = select(DRAFT).where(DRAFT.c.officer == self._store.actor).order_by(DRAFT.c.saved_ms.desc())
        with self._store.reading() as db:
            return [
                Draft(
                    row.key,
                    cbor2.loads(row.content, tag_hook=_decode),
                    datetime.fromtimestamp(row.saved_ms / 1000, UTC).astimezone(),
                )
                for row in db.execute(query)
            ]


def _encode(encoder: cbor2.CBOREncoder, value: Any) -> None:
    if isinstance(value, UUID):
        encoder.encode(cbor2.CBORTag(_UUID_TAG, value.bytes))
    elif isinstance(value, str):
        encoder.encode(str.__str__(value))
    else:
        raise TypeError(f"a draft cannot hold {type(value).__name__}")


def _decode(tag: cbor2.CBORTag, _immutable: bool = False) -> Any:
    return UUID(bytes=tag.value) if tag.tag == _UUID_TAG else tag
