"""The data files of the catalogues."""

import json
from importlib.resources import files
from typing import Any

_DATA = files("desktop.models.catalogues").joinpath("data")


def read_data(stem: str) -> dict[str, Any]:
    """A data file as it stands."""
    document: dict[str, Any] = json.loads(_DATA.joinpath(f"{stem}.json").read_text(encoding="utf-8"))
    return document


def data_stems() -> frozenset[str]:
    """The names of the data files there are."""
    names = (item.name for item in _DATA.iterdir())
    return frozenset(name.removesuffix(".json") for name in names if name.endswith(".json"))
