"""Which version of the program this is, and of which day."""

import re
from datetime import date
from importlib import metadata
from typing import Final

UNKNOWN: Final = "?"
_DATED: Final = re.compile(r"^## \S+ - (\d{4}-\d\d-\d\d)\s*$", re.MULTILINE)


def program_version() -> str:
    """As it was installed; a question mark where a build took no record of it along."""
    try:
        return metadata.version("sohoi")
    except metadata.PackageNotFoundError:
        return UNKNOWN


def program_day() -> date | None:
    """The day that the changelog gives the newest version that it names; None where a build took no record along."""
    try:
        return day_told(metadata.metadata("sohoi"))
    except metadata.PackageNotFoundError:
        return None


def day_told(record: metadata.PackageMetadata) -> date | None:
    """The day of a program's version by its record, of which the changelog is a part.

    >>> from email.message import Message
    >>> record = Message()
    >>> record["Description"] = "## Unreleased\\n\\n## 1.2.0 - 2031-05-04\\n\\n## 1.1.0 - 2030-01-02\\n"
    >>> day_told(record)
    datetime.date(2031, 5, 4)
    """
    newest = _DATED.search(record["Description"]) if "Description" in record else None
    return date.fromisoformat(newest[1]) if newest else None
