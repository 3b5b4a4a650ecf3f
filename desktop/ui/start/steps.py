"""The steps of the first run; each shows, checks and gives its own part."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.models.catalogues import Entry
from desktop.ui.start.calm import problem_line, say
from desktop.ui.start.communes import find_communes
from desktop.ui.start.passwords import PasswordPair
from desktop.ui.start.values import BackupPlace
from desktop.ui.texts import start as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import SectionHeader, label, rule
from desktop.ui.widgets.lines import SearchLine
from desktop.ui.widgets.suggest import Suggestion, SuggestionList


class Step(QWidget):
    """One step.

    Signals:
        changed: Something was typed or chosen.
        entered: Enter where it means "go on".
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.S)
        self.column.addWidget(SectionHeader(title, hint, role="heading"))

    def check(self) -> bool:
        """Say what is missing, and whether one may go on."""
        raise NotImplementedError

    def add_named(self, words: str, line: QWidget) -> None:
        """An input under its name."""
        name = label(words)
        name.setBuddy(line)
        line.setAccessibleName(words)
        self.column.addWidget(name)
        self.column.addWidget(line)


class CommuneStep(Step):
    """Which commune; by its new name or an old one."""

    def __init__(self, code: str = "", name: str = "") -> None:
        super().__init__(texts.COMMUNE_TITLE, texts.COMMUNE_HINT)
        self.code, self.name = code, name
        self.line = SearchLine(texts.COMMUNE_PLACEHOLDER)
        self.chosen = label("", "accent")
        self.problem = problem_line()
        self.add_named(texts.COMMUNE_LABEL, self.line)
        for widget in (self.chosen, self.problem):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.list = SuggestionList(self.line)
        self.list.chosen.connect(self._take)
        self.list.asked.connect(lambda: self._search(self.line.text()))
        self.line.textEdited.connect(self._search)
        self.line.returnPressed.connect(self.entered)
        self.line.setText(name)
        self._say_chosen()

    def check(self) -> bool:
        typed = self.line.text().strip()
        if typed and typed != self.name:
            found = find_communes(typed)
            if len(found) == 1:
                self._take(found[0])
        return say(self.problem, "" if self.code else texts.COMMUNE_NEEDED)

    def _search(self, text: str) -> None:
        if text.strip() != self.name:
            self.code, self.name = "", ""
            self._say_chosen()
        found = find_communes(text)
        self.list.offer(found, texts.COMMUNE_NONE if len(text.strip()) > 1 else "")

    def _take(self, suggestion: Suggestion) -> None:
        entry: Entry = suggestion.data
        self.code, self.name = entry.key, entry.label
        self.line.setText(entry.label)
        say(self.problem, "")
        self._say_chosen(suggestion.subtitle)
        self.changed.emit()

    def _say_chosen(self, more: str = "") -> None:
        words = texts.COMMUNE_CHOSEN.format(name=" · ".join(filter(None, (self.name, more))))
        self.chosen.setText(words if self.code else "")


class PersonStep(Step):
    """Who uses the computer."""

    def __init__(self, name: str = "", role: str = "chair") -> None:
        super().__init__(texts.PERSON_TITLE, texts.PERSON_HINT)
        self.line = QLineEdit(name)
        self.roles = Choice()
        for key, words in texts.ROLES:
            self.roles.addItem(words, key)
        self.roles.setCurrentIndex(max(0, self.roles.findData(role)))
        self.problem = problem_line()
        self.add_named(texts.PERSON_NAME, self.line)
        self.column.addWidget(self.problem)
        self.add_named(texts.PERSON_ROLE, self.roles)
        self.column.addWidget(label(texts.PERSON_ROLE_HINT, "muted"))
        self.column.addStretch(1)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.roles.activated.connect(self.changed)

    @property
    def name(self) -> str:
        """As typed, with single spaces."""
        return " ".join(self.line.text().split())

    @property
    def role(self) -> str:
        """The key of the role."""
        return str(self.roles.currentData())

    def check(self) -> bool:
        return say(self.problem, "" if self.name else texts.PERSON_NAME_NEEDED)


class PasswordStep(Step):
    """The password twice, and the recovery sheet; a group of it typed proves that she holds it.

    Signals:
        sheet_wanted: "print" or "save".
    """

    sheet_wanted = Signal(str)

    def __init__(self, code: str, asked_group: int) -> None:
        super().__init__(texts.PASSWORD_TITLE, texts.PASSWORD_HINT)
        self._groups = code.split("-")
        self._asked = asked_group
        self.pair = PasswordPair()
        self.code = QLabel(_in_two_lines(self._groups))
        self.code.setProperty("role", "code")
        self.code.setAccessibleName(f"{texts.SHEET_TITLE}: {code}")
        self.print_button, self.save_button = secondary(texts.SHEET_PRINT, "print"), secondary(texts.SHEET_SAVE, "file")
        self.print_button.clicked.connect(lambda: self.sheet_wanted.emit("print"))
        self.save_button.clicked.connect(lambda: self.sheet_wanted.emit("save"))
        self.group = QLineEdit()
        self.problem = problem_line()
        self.column.addWidget(self.pair)
        self.column.addWidget(rule())
        self.column.addWidget(SectionHeader(texts.SHEET_TITLE, texts.SHEET_HINT))
        self.column.addWidget(self.code)
        acts = QWidget()
        row = FlowLayout(acts)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        self.column.addWidget(acts)
        self.add_named(texts.SHEET_GROUP.format(group=asked_group), self.group)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.pair.entered.connect(self.group.setFocus)
        self.group.returnPressed.connect(self.entered)

    def check(self) -> bool:
        proved = self.group.text().strip().upper() == self._groups[self._asked - 1]
        sentence = "" if proved else texts.SHEET_WRONG.format(group=self._asked)
        return all([self.pair.check(), say(self.problem, sentence)])


class BackupStep(Step):
    """Where copies go."""

    def __init__(self, places: Sequence[BackupPlace], chosen: str | None = None) -> None:
        super().__init__(texts.BACKUP_TITLE, texts.BACKUP_HINT)
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.XS)
        self.column.addLayout(self._list)
        for place in places:
            self._offer(place)
        self.other = secondary(texts.BACKUP_OTHER if places else texts.BACKUP_CHOOSE, "folder")
        self.other.clicked.connect(self._ask)
        acts = QWidget()
        FlowLayout(acts).addWidget(self.other)
        self.column.addWidget(acts)
        self.later = QRadioButton(texts.BACKUP_LATER)
        self.later.setProperty("folder", "")
        self._group.addButton(self.later)
        self.column.addWidget(self.later)
        self.problem = problem_line()
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self._group.buttonClicked.connect(self.changed)
        if chosen is not None:
            self.choose(chosen)

    @property
    def folder(self) -> str | None:
        """The folder chosen; empty for later, None for no choice yet."""
        button = self._group.checkedButton()
        return None if button is None else str(button.property("folder"))

    def choose(self, folder: str) -> None:
        """Choose a folder; one that is not in the list joins it."""
        known = {str(button.property("folder")): button for button in self._group.buttons()}
        button = known.get(folder) or self._offer(BackupPlace(folder, folder))
        button.setChecked(True)
        say(self.problem, "")
        self.changed.emit()

    def check(self) -> bool:
        return say(self.problem, texts.BACKUP_NEEDED if self.folder is None else "")

    def _offer(self, place: BackupPlace) -> QRadioButton:
        button = QRadioButton(place.label)
        button.setProperty("folder", place.folder)
        button.setToolTip(place.folder)
        button.setAccessibleName(f"{place.label}: {place.folder}")
        self._group.addButton(button)
        self._list.addWidget(button)
        return button

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, texts.BACKUP_DIALOG)
        if folder:
            self.choose(folder)


def _in_two_lines(groups: Sequence[str]) -> str:
    half = len(groups) // 2
    return "\n".join(" – ".join(part) for part in (groups[:half], groups[half:]))
