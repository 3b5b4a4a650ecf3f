"""`SettingsPage`: papers, look, who works here, backups, safety, this computer, and what this is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout

from desktop.ui.frame.pages import Page
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.backups import BackupSection
from desktop.ui.settings.look import LookSection
from desktop.ui.settings.machine import MachineSection
from desktop.ui.settings.papers import PaperSection
from desktop.ui.settings.people import PeopleSection
from desktop.ui.settings.safety import SafetySection
from desktop.ui.settings.section import Section
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import settings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import Button, secondary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label


class SettingsPage(Page):
    """A row of sections and the one that is chosen beneath it; where the row is too long, a list to choose from.

    What a role may not settle is not shown.

    Signals:
        working: A `Task` that may take a while, and what it does.
        backed_up: A backup was made.
        restore_wanted: A proved `RestoreOrder`: close the register, restore, begin anew.
    """

    working = Signal(object, str)
    backed_up = Signal()
    restore_wanted = Signal(object)

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__()
        self._services, self._runner = services, runner
        self.sections: dict[str, Section] = self._make_sections()
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.bar = Bar()
        self.choice = Choice()
        self.choice.setAccessibleName(texts.SECTIONS_NAME)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for at, (key, section) in enumerate(self.sections.items()):
            button = secondary(texts.SECTIONS[key])
            button.setCheckable(True)
            self.buttons[key] = button
            self._group.addButton(button, at)
            self.bar.flow.addWidget(button)
            self.choice.addItem(texts.SECTIONS[key], key)
            self.stack.addWidget(section if key == "papers" else scrolling(section))
            section.noticed.connect(self.noticed)
            section.working.connect(self.working)
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._group.idClicked.connect(lambda at: self.show_section(list(self.sections)[at]))
        self.choice.activated.connect(lambda _at: self.show_section(self.choice.currentData()))
        top = QHBoxLayout()
        top.addWidget(label(texts.TITLE, "title", wrap=False), 1)
        top.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._key = next(iter(self.sections))
        self.buttons[self._key].setChecked(True)
        self._arrange()

    def _make_sections(self) -> dict[str, Section]:
        services, runner, rights = self._services, self._runner, self._services.rights
        made: dict[str, Section] = {}
        if rights.change:
            made["papers"] = PaperSection(services, runner)
        made["look"] = LookSection(services, runner)
        made["people"] = PeopleSection(services, runner)
        if rights.back_up:
            backups = BackupSection(services, runner)
            backups.backed_up.connect(self.backed_up)
            backups.restore_wanted.connect(self.restore_wanted)
            made["backups"] = backups
        if rights.change:
            made["safety"] = SafetySection(services, runner)
        made["machine"] = MachineSection(services, runner)
        made["about"] = AboutSection(services, runner)
        return made

    def show_section(self, key: str) -> None:
        """Show one section: papers, look, people, backups, safety, machine or about."""
        if key in self.sections:
            self._key = key
            self.buttons[key].setChecked(True)
            self.choice.setCurrentIndex(self.choice.findData(key))
            self.stack.setCurrentIndex(list(self.sections).index(key))
            self.sections[key].come_up()

    def come_up(self) -> None:
        """Read the section on screen anew."""
        self.sections[self._key].come_up()

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost."""
        return all(section.may_leave() for section in self.sections.values())

    def page_actions(self) -> Sequence[QAction]:
        """What the shortcut sheet lists: the actions of the section on screen."""
        return self.sections[self._key].actions()

    def forget(self) -> None:
        """Take names off the screen."""
        for section in self.sections.values():
            section.forget()

    def _arrange(self) -> None:
        needed = sum(button.sizeHint().width() + tokens.S for button in self.buttons.values()) + 2 * tokens.L
        in_a_row = needed <= self.width()
        self.bar.setVisible(in_a_row)
        self.choice.setVisible(not in_a_row)

    # Qt overrides
    def hasHeightForWidth(self) -> bool:
        return False  # each section scrolls inside, so that the row of sections and the buttons stay in sight

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            (self.choice if self.bar.isHidden() else self.buttons[self._key]).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "bar"):
            self._arrange()
