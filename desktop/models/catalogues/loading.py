"""Catalogues from their data files, each read when it is first asked for."""

from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from desktop.models.catalogues import communes
from desktop.models.catalogues.catalogue import Catalogue, Entry
from desktop.models.catalogues.data_files import data_stems, read_data

_BUILT = {"commune": communes.commune_catalogue, "province": communes.province_catalogue}


@cache
def catalogue(name: str) -> Catalogue:
    """The catalogue of a name; KeyError when there is none."""
    if name in _BUILT:
        return _BUILT[name]()
    if name not in catalogue_names():
        raise KeyError(name)
    document = read_data(name)
    entries = map(_entry, document["entries"])
    return Catalogue(
        name, document["title"], entries, sources=tuple(document["sources"]), note=document.get("note", "")
    )


@cache
def catalogue_names() -> tuple[str, ...]:
    """Every catalogue there is."""
    return tuple(sorted((data_stems() - {"communes"}) | set(_BUILT)))


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(
        key=item["key"],
        label=item["label"],
        aliases=tuple(item.get("aliases", ())),
        valid_from=_day(item.get("valid_from")),
        valid_to=_day(item.get("valid_to")),
        extra=MappingProxyType(item.get("extra", {})),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
