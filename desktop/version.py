"""Which version of the program this is."""

from importlib import metadata
from typing import Final

UNKNOWN: Final = "?"


def program_version() -> str:
    """As it was installed; a question mark where a build took no record of it along."""
    try:
        return metadata.version("sohoi")
    except metadata.PackageNotFoundError:
        return UNKNOWN
