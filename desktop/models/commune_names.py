"""The name of one commune, for a window that shows it before anything needs the catalogues."""

import json
from pathlib import Path

_DATA = Path(__file__).parent / "catalogues" / "data" / "communes.json"
_KINDS = {"x": "Xã", "p": "Phường", "d": "Đặc khu"}


def commune_name(code: str) -> str:
    """The newest name of a commune, with its kind, as its catalogue has it; the code where there is none.

    >>> commune_name("05611")
    'Xã Phú Lương'
    """
    document = json.loads(_DATA.read_text(encoding="utf-8"))
    became_ward = any(code in change["wards"] for change in document["changes"])
    for units in document["communes"].values():
        for unit, kind, name in units:
            if unit == code:
                return f"{_KINDS['p' if became_ward else kind]} {name}"
    return code
