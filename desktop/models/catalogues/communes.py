"""Provinces and communes since July 2025, and what the communes before became."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop.models.catalogues.catalogue import Catalogue, Entry
from desktop.models.catalogues.data_files import read_data
from desktop.models.names import fold

KINDS = MappingProxyType({"x": ("commune", "Xã"), "p": ("ward", "Phường"), "d": ("special_zone", "Đặc khu")})
"""Letter in the data file, `extra["kind"]`, and the word before the name."""

_SHORT_NAMES = {
    "01": ("HN",),
    "46": ("Thừa Thiên Huế",),
    "79": ("HCM", "TPHCM", "TP HCM", "Sài Gòn"),
    "66": ("Đăk Lăk", "Đắc Lắc"),
}
_COMMUNE_WORD = re.compile(r"^(?:xa|x|phuong|p|thi tran|tt|dac khu) (?=.)|^p(?=\d)")
_DISTRICT_WORD = re.compile(r"^(?:huyen|h|quan|q|thi xa|tx|thanh pho|tp) (?=.)|^q(?=\d)")
_KIND_WORDS = {"xa": "commune", "x": "commune", "phuong": "ward", "p": "ward", "dac khu": "special_zone"}
_OLD_PROVINCE_NAMES = {"thua thien hue": "hue", "hcm": "ho chi minh", "sai gon": "ho chi minh", "tphcm": "ho chi minh"}
_PROVINCE_WORD = re.compile(r"^(?:tinh|t|thanh pho|tp) (?=.)")
_ZEROS = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune, ward or township as it was on 30 June 2025.

    Attributes:
        name: With its kind: "Xã Long Trị"; empty for an island district without communes.
        successors: Codes of the units that took it in, the main one first.
    """

    name: str
    district: str
    province: str
    successors: tuple[str, ...]

    @property
    def text(self) -> str:
        """As an address used to read."""
        return ", ".join(filter(None, (self.name, self.district, self.province)))


class _Change(NamedTuple):
    on: date
    city: str
    wards: frozenset[str]


@cache
def _document() -> dict[str, Any]:
    return read_data("communes")


@cache
def _changes() -> tuple[_Change, ...]:
    items = _document()["changes"]
    return tuple(_Change(date.fromisoformat(item["on"]), item["city"], frozenset(item["wards"])) for item in items)


def _catalogue(name: str, title: str, entries: Iterator[Entry]) -> Catalogue:
    document = _document()
    return Catalogue(name, title, entries, sources=tuple(document["sources"]), note=document["note"])


@cache
def province_catalogue() -> Catalogue:
    """The 34 provinces and cities, by their two digits; `extra` holds `name` and `kind` (city, province)."""
    return _catalogue("province", "Tỉnh, thành phố", _province_entries())


def _province_entries() -> Iterator[Entry]:
    since = date.fromisoformat(_document()["valid_from"])
    became_city = {change.city: change.on for change in _changes()}
    for code, label in _document()["provinces"].items():
        name = label.removeprefix("Tỉnh ").removeprefix("Thành phố ")
        aliases = (name, f"Tỉnh {name}", f"TP {name}", f"Thành phố {name}", *_SHORT_NAMES.get(code, ()))
        kind = "city" if label.startswith("Thành phố") else "province"
        extra = MappingProxyType({"name": name, "kind": kind})
        changed = became_city.get(code)
        yield Entry(code, label, aliases, since, changed and changed - timedelta(days=1), extra)
        if changed:
            extra = MappingProxyType({"name": name, "kind": "city"})
            yield Entry(code, f"Thành phố {name}", aliases, changed, None, extra)


@cache
def commune_catalogue() -> Catalogue:
    """The 3,321 communes, wards and special zones, by their five digits.

    `extra` holds `name`, `kind` (commune, ward, special_zone) and `province`, its two digits.
    """
    return _catalogue("commune", "Xã, phường, đặc khu", _commune_entries())


def _commune_entries() -> Iterator[Entry]:
    since = date.fromisoformat(_document()["valid_from"])
    became_ward = {code: change.on for change in _changes() for code in change.wards}
    for province, units in _document()["communes"].items():
        for code, letter, name in units:
            changed = became_ward.get(code)
            yield _commune(code, letter, name, province, since, changed and changed - timedelta(days=1))
            if changed:
                yield _commune(code, "p", name, province, changed, None)


def _commune(code: str, letter: str, name: str, province: str, since: date, until: date | None) -> Entry:
    kind, word = KINDS[letter]
    extra = {"name": name, "kind": kind, "province": province}
    return Entry(code, f"{word} {name}", (name,), since, until, extra)


def in_province(code: str, on: date | None = None) -> tuple[Entry, ...]:
    """The communes of a province, in the order of their codes."""
    return tuple(entry for entry in commune_catalogue().entries(on) if entry.extra["province"] == code)


def find(text: str, province: str | None = None) -> list[Entry]:
    """The present communes that a text may name; names repeat, codes do not.

    Args:
        text: "Xã Tân Tiến", "P. Tân Tiến", "tan tien", or a code.
        province: Name or code, to choose among namesakes.
    """
    catalogue = commune_catalogue()
    if (entry := catalogue.get(text.strip())) is not None:
        return [entry]
    found = catalogue.find_all(text) or _by_short_name(catalogue, fold(text))
    if province is None:
        return list(found)
    where = province_catalogue().find(province) or province_catalogue().find(_bare(province, _PROVINCE_WORD))
    return [entry for entry in found if where is not None and entry.extra["province"] == where.key]


def _by_short_name(catalogue: Catalogue, folded: str) -> tuple[Entry, ...]:
    named = catalogue.find_all(_COMMUNE_WORD.sub("", folded))
    word = _COMMUNE_WORD.match(folded)
    kind = _KIND_WORDS.get(word[0].strip()) if word else None
    return tuple(entry for entry in named if entry.extra["kind"] == kind) or named


def find_old(text: str, district: str | None = None, province: str | None = None) -> list[Entry]:
    """The present communes that may hold a place named as before July 2025.

    Args:
        text: The old commune, with or without its kind; for an island district without communes, the district.
        district: With or without its kind; narrows namesakes down.
        province: One of the 63, with or without its kind.
    Returns:
        Candidates, the unit that took the main part first; more than one when the commune was divided or the name
        is not unique.
    """
    matches = old_communes(text, district, province)
    codes = dict.fromkeys(code for old in matches for code in old.successors)
    found = (commune_catalogue().get(code) for code in codes)
    return [entry for entry in found if entry is not None]


def old_communes(text: str, district: str | None = None, province: str | None = None) -> list[OldCommune]:
    """The communes before July 2025 that a text may name; `find_old` says what became of them."""
    whole = _ZEROS.sub("", fold(text))
    named = _old_by_name().get(whole) or _old_by_name().get(_bare(text, _COMMUNE_WORD), [])
    matches = [
        old
        for old in named
        if (not district or _bare(district, _DISTRICT_WORD) == _bare(old.district, _DISTRICT_WORD))
        and (not province or _old_province(province) == _old_province(old.province))
    ]
    alike = [old for old in matches if fold(old.name) == whole]
    return alike or matches


def merged_into(code: str) -> tuple[OldCommune, ...]:
    """The communes before July 2025 of which the whole or a part went into a present one."""
    return _old_by_successor().get(code, ())


def _old_province(text: str) -> str:
    name = _bare(text, _PROVINCE_WORD)
    return _OLD_PROVINCE_NAMES.get(name, name)


def _bare(text: str, kind_word: re.Pattern[str]) -> str:
    """A folded name without its kind and without leading zeros: "Phường 01" is "1"."""
    return _ZEROS.sub("", kind_word.sub("", fold(text), count=1))


@cache
def _old() -> tuple[OldCommune, ...]:
    return tuple(
        OldCommune(name, district, province, tuple(codes.split()))
        for province, districts in _document()["before"].items()
        for district, units in districts.items()
        for name, codes in units.items()
    )


@cache
def _old_by_name() -> dict[str, list[OldCommune]]:
    index: dict[str, list[OldCommune]] = {}
    for old in _old():
        name = _bare(old.name, _COMMUNE_WORD) if old.name else _bare(old.district, _DISTRICT_WORD)
        index.setdefault(name, []).append(old)
    return index


@cache
def _old_by_successor() -> dict[str, tuple[OldCommune, ...]]:
    index: dict[str, list[OldCommune]] = {}
    for old in _old():
        for code in old.successors:
            index.setdefault(code, []).append(old)
    return {code: tuple(olds) for code, olds in index.items()}
