"""Find a commune by what people call it, today or before July 2025."""

from collections.abc import Sequence
from functools import cache

from desktop.models.catalogues import Entry, catalogue, communes
from desktop.models.dates import today
from desktop.models.names import fold
from desktop.ui.texts import start as texts
from desktop.ui.widgets.suggest import Suggestion

_MOST = 40
_OLD_SHOWN = 3


def find_communes(text: str) -> Sequence[Suggestion]:
    """Communes by new name, code or old name, the best first; `data` is the `Entry`."""
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    matching = [row for row in _folded() if row[2].key == wanted or f" {wanted}" in row[0]]
    matching.sort(key=lambda row: (row[1] != wanted, not row[1].startswith(wanted), row[1]))
    present = [entry for _, _, entry in matching]
    found = {entry.key: entry for entry in present[:_MOST]}
    found |= {entry.key: entry for entry in communes.find_old(text)}
    return [_suggestion(entry, wanted) for entry in list(found.values())[:_MOST]]


@cache
def _folded() -> list[tuple[str, str, Entry]]:
    """Label, name and entry of every commune; folded once, for this is searched at every key."""
    entries = catalogue("commune").entries(today())
    return [(f" {fold(entry.label)}", fold(entry.extra["name"]), entry) for entry in entries]


def _suggestion(entry: Entry, wanted: str) -> Suggestion:
    province = catalogue("province").label(entry.extra["province"], today())
    old = [unit.name for unit in communes.merged_into(entry.key) if unit.name]
    old.sort(key=lambda name: wanted not in fold(name))
    shown = ", ".join(old[:_OLD_SHOWN])
    if len(old) > _OLD_SHOWN:
        shown += " " + texts.COMMUNE_MORE.format(count=len(old) - _OLD_SHOWN)
    subtitle = texts.COMMUNE_WAS.format(province=province, old=shown) if shown else province
    return Suggestion(entry.label, subtitle, entry)
