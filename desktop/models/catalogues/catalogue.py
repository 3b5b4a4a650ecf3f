"""A catalogue: entries with their names in use and the days they hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from desktop.models.names import accent_fold, fold

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a catalogue.

    Attributes:
        key: What a record stores; the same for ever.
        label: What a person reads.
        aliases: Other spellings under which lists carry it.
        valid_from: First day it holds; None from the beginning.
        valid_to: Last day it holds; None while no end is known.
        extra: What only this catalogue knows: official codes, amounts; `unverified` names what is unsure.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, hash=False)

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Catalogue:
    """A list to choose from. Immutable; safe to share.

    A key may have several entries, one after the other in time: Đồng Nai was a province and became a city.
    """

    def __init__(
        self, name: str, title: str, entries: Iterable[Entry], *, sources: tuple[str, ...] = (), note: str = ""
    ) -> None:
        self.name = name
        self.title = title
        self.sources = sources
        self.note = note
        self._versions: dict[str, list[Entry]] = {}
        for entry in entries:
            self._versions.setdefault(entry.key, []).append(entry)
        for versions in self._versions.values():
            versions.sort(key=lambda entry: entry.valid_from or date.min)

    def entries(self, on: date | None = None) -> tuple[Entry, ...]:
        """The items in the catalogue's own order.

        Args:
            on: Only what holds on this day; without it the newest entry of every key, ended ones included.
        """
        if on is None:
            return tuple(versions[-1] for versions in self._versions.values())
        return tuple(entry for versions in self._versions.values() for entry in versions if entry.holds(on))

    def get(self, key: str, on: date | None = None) -> Entry | None:
        """The entry of a key: as it held on a day, else the newest; None for an unknown key."""
        versions = self._versions.get(key)
        if versions is None:
            return None
        return next((entry for entry in versions if on and entry.holds(on)), versions[-1])

    def label(self, key: str, on: date | None = None) -> str:
        """What a person reads for a stored key; the key itself when a newer program stored it."""
        entry = self.get(key, on)
        return key if entry is None else entry.label

    def find(self, text: str) -> Entry | None:
        """The one entry that a text names by key, label or alias; None when none or several answer to it.

        Marks decide where they must ("Mạ", "Mảng"); without them the text is still found where no other entry
        is spelt alike.
        """
        if text in self._versions:
            return self._versions[text][-1]
        exact = self._find_in(self._exact, accent_fold(text).replace(" ", ""))
        return exact or self._find_in(self._loose, fold(text).replace(" ", ""))

    def find_all(self, text: str) -> tuple[Entry, ...]:
        """Every entry that a text may name, spelt with marks or without."""
        return tuple(self._versions[key][-1] for key in self._loose.get(fold(text).replace(" ", ""), ()))

    def __len__(self) -> int:
        return len(self._versions)

    def _find_in(self, index: Mapping[str, tuple[str, ...]], text: str) -> Entry | None:
        keys = index.get(text, ())
        return self._versions[keys[0]][-1] if len(keys) == 1 else None

    @cached_property
    def _exact(self) -> dict[str, tuple[str, ...]]:
        return self._index(accent_fold)

    @cached_property
    def _loose(self) -> dict[str, tuple[str, ...]]:
        return self._index(fold)

    def _index(self, key_of: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
        """Keys by every spelling; a label outranks another entry's alias."""
        index: dict[str, tuple[str, ...]] = {}
        for spellings in (lambda entry: (entry.label,), lambda entry: entry.aliases):
            labelled = dict(index)
            for key, versions in self._versions.items():
                for text in {key_of(text).replace(" ", "") for entry in versions for text in spellings(entry)}:
                    if text and text not in labelled and key not in index.get(text, ()):
                        index[text] = (*index.get(text, ()), key)
        return index
