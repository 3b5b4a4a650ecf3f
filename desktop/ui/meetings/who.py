"""Step 2: who is invited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.models.catalogues import catalogue
from desktop.models.kinds import today
from desktop.models.meeting import Attendance
from desktop.models.record import fields_of
from desktop.ui.meetings.check_list import CheckList
from desktop.ui.meetings.columns import Columns
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import meetings as texts
from desktop.ui.theme import current
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chosen import ReferenceEditor, ReferenceSource
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import CountBox
from desktop.ui.widgets.suggest import Suggestion

_BY = ("branch", "post", "last", "hand")
_MOST_BLANK = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list is chosen.

    Attributes:
        branches: Named branches; empty for all.
        people: Chosen by hand, and added to any other way.
        guests: Names of people who are in no register.
    """

    by: str = "branch"
    branches: tuple[UUID, ...] = ()
    posts: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    honorary: bool = False
    guests: tuple[str, ...] = ()
    blank_rows: int = 5

    @property
    def branch_id(self) -> UUID | None:
        """The one branch the meeting is of; None for several or none."""
        return self.branches[0] if len(self.branches) == 1 and self.by in ("branch", "last") else None

    def to_draft(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "by": self.by, "branches": [each.hex for each in self.branches], "posts": list(self.posts),
            "people": [each.hex for each in self.people], "honorary": self.honorary, "guests": list(self.guests),
            "blank_rows": self.blank_rows,
        }  # fmt: skip

    @classmethod
    def of_draft(cls, draft: Mapping[str, Any]) -> "Asked":
        """What `to_draft` gave."""
        return cls(
            str(draft["by"]), tuple(UUID(hex=each) for each in draft["branches"]), tuple(draft["posts"]),
            tuple(UUID(hex=each) for each in draft["people"]), bool(draft["honorary"]), tuple(draft["guests"]),
            int(draft["blank_rows"]),
        )  # fmt: skip


class WhoStep(Card):
    """Ways to choose, and what they come to.

    Signals:
        changed: She chose otherwise.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner, references: ReferenceSource) -> None:
        super().__init__(texts.STEP_WHO)
        self._people: list[UUID] = []
        self._quiet = False
        self.ways = QButtonGroup(self)
        ways = QWidget()
        flow = FlowLayout(ways)
        for key in _BY:
            button = QRadioButton(texts.BY[key])
            button.setProperty("by", key)
            self.ways.addButton(button)
            flow.addWidget(button)
        self.branches = CheckList(texts.BRANCHES)
        self.no_branches = label(texts.NO_BRANCHES, "muted")
        self.posts = CheckList(texts.POSTS, 8)
        self.posts.show_choices([(entry.key, entry.label) for entry in catalogue("post").entries(today())])
        self.last = label("", "muted")
        person = next(field for field in fields_of(Attendance) if field.key == "person_id")
        self.person = ReferenceEditor(person, runner, references)
        self.person.label.setText(texts.ADD_PERSON)
        self.person.help.setText(texts.ADD_PERSON_HINT)
        self.person.help.show()
        self.honorary = QCheckBox(texts.HONORARY)
        self.guests = QPlainTextEdit()
        self.guests.setTabChangesFocus(True)
        self.guests.setAccessibleName(texts.GUESTS)
        self.guests.setAccessibleDescription(texts.GUESTS_HINT)
        self.guests.setFixedHeight(current().px(76))
        self.blank = CountBox()
        self.blank.setRange(0, _MOST_BLANK)
        self.blank.setAccessibleName(texts.BLANK_ROWS)
        self.summary = label("", "strong")
        for widget in (ways, self.branches, self.no_branches, self.posts, self.last, self.honorary, self.person):
            self.body.addWidget(widget)
        self.body.addWidget(
            Columns(
                [_named(texts.GUESTS, self.guests, texts.GUESTS_HINT), _named(texts.BLANK_ROWS, self.blank)],
                narrowest=220,
            )
        )
        self.body.addWidget(self.summary)
        self.branches.ticked.connect(self._branch_ticked)
        self.posts.ticked.connect(self._tell)
        self.person.list.chosen.connect(self._take_person)
        self.honorary.toggled.connect(self._tell)
        self.guests.textChanged.connect(self._tell)
        self.blank.valueChanged.connect(self._tell)
        self.ways.buttonToggled.connect(self._switch)
        self._all_before = True
        self.show_asked(Asked())

    def show_branches(self, branches: Sequence[tuple[UUID, str]]) -> None:
        """Offer these branches, with all of them first; what was ticked stays so."""
        asked = self.asked()
        self.branches.show_choices([(None, texts.ALL_BRANCHES), *branches] if branches else [])
        self._tick_branches(asked.branches)
        self._switch()

    def show_asked(self, asked: Asked) -> None:
        """Show how a list was chosen."""
        self._quiet = True
        for button in self.ways.buttons():
            button.setChecked(button.property("by") == asked.by)
        self._tick_branches(asked.branches)
        self.posts.tick(asked.posts)
        self._people = list(asked.people)
        self.honorary.setChecked(asked.honorary)
        self.guests.setPlainText("\n".join(asked.guests))
        self.blank.setValue(asked.blank_rows)
        self._quiet = False
        self._switch()

    def asked(self) -> Asked:
        """How she chose."""
        by = self._way()
        branches = tuple(each for each in self.branches.chosen() if each is not None)
        names = tuple(" ".join(line.split()) for line in self.guests.toPlainText().splitlines() if line.strip())
        return Asked(
            by,
            () if None in self.branches.chosen() else branches,
            tuple(self.posts.chosen()),
            tuple(self._people),
            self.honorary.isChecked(),
            names,
            self.blank.value(),
        )

    def say_called(self, people: int, *, keeps_order: bool = False) -> None:
        """Say what the choice came to."""
        words = texts.CALLED.format(people=people, rows=self.blank.value()) if people else texts.NOBODY
        self.summary.setText(f"{words} {texts.KEPT_ORDER}" if keeps_order else words)

    def say_last(self, words: str) -> None:
        """Say which meeting "like last time" means."""
        self.last.setText(words)

    def _tick_branches(self, branches: Sequence[UUID]) -> None:
        self.branches.tick(branches or [None])
        self._all_before = not branches

    def _branch_ticked(self) -> None:
        """All branches, or some of them: ticking one takes the other back."""
        chosen = self.branches.chosen()
        if None in chosen and len(chosen) > 1:
            some = [each for each in chosen if each is not None]
            self.branches.tick(some if self._all_before else [None])
        elif not chosen:
            self.branches.tick([None])
        self._all_before = None in self.branches.chosen()
        self._tell()

    def _take_person(self, picked: Suggestion) -> None:
        """A person was picked from the list: she is added, and the line is free for the next."""
        if picked.data not in self._people:
            self._people.append(picked.data)
        self.person.set_value(None)
        self._tell()

    def _way(self) -> str:
        button = self.ways.checkedButton()
        return str(button.property("by")) if button else _BY[0]

    def _switch(self) -> None:
        by = self._way()
        has_branches = self.branches.count() > 0
        self.branches.setVisible(by in ("branch", "last") and has_branches)
        self.no_branches.setVisible(by == "branch" and not has_branches)
        self.posts.setVisible(by == "post")
        self.last.setVisible(by == "last")
        self.honorary.setVisible(by == "branch")
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()


def _named(name: str, field: QWidget, hint: str = "") -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    words = label(name)
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)
    if hint:
        column.addWidget(label(hint, "muted"))
    column.addStretch(1)
    box.setFocusProxy(field)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
