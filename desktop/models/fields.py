"""`field()`: the one place where a column is declared."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.kinds import Kind

T = TypeVar("T")


class Merge(StrEnum):
    """What happens when two computers wrote different values: the latest is shown, or a person is asked."""

    QUIET = "quiet"
    REVIEW = "review"


class Privacy(StrEnum):
    """From whom a value is kept: nobody in the office; lists and logs; everyone without a need."""

    OFFICE = "office"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


QUIET, REVIEW = Merge.QUIET, Merge.REVIEW
OFFICE, PERSONAL, SENSITIVE = Privacy.OFFICE, Privacy.PERSONAL, Privacy.SENSITIVE


@dataclass(frozen=True, slots=True)
class Field:
    """All that is known of one field; table, form, list, import, export, search, history and sync derive from it.

    Attributes:
        number: Permanent id within its table; never reused.
        label: What it is called on screen and paper.
        kind: How its values behave.
        key: Attribute and column name.
        required: Forms ask for it; the table never insists.
        search: Found by the search box.
        headings: Other headings under which spreadsheets carry it.
        merge: What two different values lead to.
        privacy: Who may see it.
        help: One line under the input.
        listed: Its rank among the columns of the list as delivered; 0 leaves it to the column chooser.
        default: What a new form shows.
        group: Heading under which a form shows it.
    """

    number: int
    label: str
    kind: Kind[Any]
    key: str = ""
    required: bool = False
    search: bool = False
    headings: tuple[str, ...] = ()
    merge: Merge = QUIET
    privacy: Privacy = OFFICE
    help: str = ""
    listed: int = 0
    default: Any = None
    group: str = ""

    def named(self, key: str) -> "Field":
        """The same declaration under its attribute name."""
        return replace(self, key=key)


def field(
    number: int,
    label: str,
    kind: Kind[T],
    *,
    required: bool = False,
    search: bool = False,
    headings: tuple[str, ...] = (),
    merge: Merge = QUIET,
    privacy: Privacy = OFFICE,
    help: str = "",
    listed: int = 0,
    default: T | None = None,
    group: str = "",
) -> Mapped[T]:
    """Declare one field of a record; see `Field` for the words.

    The column takes NULL whatever `required` says: what is required is judged by forms and rules, for an erased
    field is empty and a child may arrive before its parent.
    """
    spec = Field(
        number,
        label,
        kind,
        required=required,
        search=search,
        headings=headings,
        merge=merge,
        privacy=privacy,
        help=help,
        listed=listed,
        default=default,
        group=group,
    )
    return mapped_column(kind.column(), nullable=True, info={"field": spec})
