"""Where things lie on a stick, and how they are named; a name is a hint and is never trusted.

SoHoi/so-hoi.json                                  this stick is ours
SoHoi/gui-tinh/<unit>-<device>/<bundle id>.sohoi   up to the province
SoHoi/tra-loi/<device id>/<bundle id>.sohoi        down to one computer
SoHoi/loi-moi/<unit>-<digest>.sohoi-moi            invitations
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Final

from sync.manifest_codec import MAX_BUNDLE

FOLDER: Final = "SoHoi"
MARKER: Final = "so-hoi.json"
UP: Final = "gui-tinh"
DOWN: Final = "tra-loi"
INVITATIONS: Final = "loi-moi"
BUNDLE: Final = ".sohoi"
INVITATION: Final = ".sohoi-moi"
PART: Final = ".part"

LAYOUT: Final = 1
MAX_BUNDLE_BYTES: Final = MAX_BUNDLE
MAX_INVITATION_BYTES: Final = 64 * 1024
MAX_MARKER_BYTES: Final = 4096

Wanted = Callable[[str], bool]
_OWN_BUNDLE = re.compile(r"[0-9a-f]{32}\.sohoi", re.IGNORECASE)
_OWN_PART = re.compile(r"([0-9a-f]{32}\.sohoi|[0-9a-z_-]+-[0-9a-f]{8}\.sohoi-moi)\.part", re.IGNORECASE)
_UNIT = re.compile(r"[0-9A-Za-z_-]+")


def marker() -> bytes:
    """What the marker file of a stick says."""
    return json.dumps({"so_hoi": "exchange", "layout": LAYOUT}).encode() + b"\n"


def layout_of(data: bytes) -> int | None:
    """The layout that a marker file names, or None for a file that is no marker of ours.

    >>> layout_of(marker()), layout_of(b""), layout_of(b'{"so_hoi": "exchange", "layout": true}')
    (1, None, None)
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("so_hoi") != "exchange":
        return None
    layout = found.get("layout")
    return layout if type(layout) is int and layout > 0 else None


def up_folder(unit: str, device: bytes) -> str:
    """Name of the folder in which one computer's bundles wait for the province.

    The end of the device id is taken: ids made in the same minute begin alike.

    >>> up_folder("27001", bytes(range(16)))
    '27001-0c0d0e0f'
    """
    return f"{_safe(unit)}-{device.hex()[-8:]}"


def bundle_name(bundle: bytes) -> str:
    """File name of a bundle."""
    return bundle.hex() + BUNDLE


def invitation_name(unit: str, data: bytes) -> str:
    """File name of an invitation; the same invitation always has the same."""
    return f"{_safe(unit)}-{hashlib.sha256(data).hexdigest()[:8]}{INVITATION}"


def is_bundle(name: str) -> bool:
    """Tell whether a file may hold a bundle, whatever somebody renamed it to.

    A Mac leaves a shadow beside every file it copies, whose name begins with a dot.

    >>> is_bundle("0A.SOHOI"), is_bundle("bản sao (1).sohoi"), is_bundle("._0a.sohoi"), is_bundle("0a.sohoi.part")
    (True, True, False, False)
    """
    return name.lower().endswith(BUNDLE) and not name.startswith(".")


def is_invitation(name: str) -> bool:
    """Tell whether a file may hold an invitation."""
    return name.lower().endswith(INVITATION) and not name.startswith(".")


def is_own_bundle(name: str) -> bool:
    """Tell whether this program gave a bundle its name; a copy that a person renamed is left alone."""
    return _OWN_BUNDLE.fullmatch(name) is not None


def is_own_part(name: str) -> bool:
    """Tell whether a file is what was left of one that was half written here."""
    return _OWN_PART.fullmatch(name) is not None


def _safe(unit: str) -> str:
    if not _UNIT.fullmatch(unit):
        raise ValueError(f"no official code: {unit!r}")
    return unit
