"""How the window looks: theme, text size, rows; what is chosen holds at once."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton

from desktop.store.settings_file import TEXT_SIZES, Theme
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.section import Section, column_of
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import settings as texts
from desktop.ui.widgets.buttons import Button, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import label


class LookSection(Section):
    """Theme, text size, height of rows."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self.themes: dict[Theme, QRadioButton] = {theme: QRadioButton(texts.THEMES[theme]) for theme in Theme}
        self.sizes: dict[int, Button] = {size: _size_button(size) for size in TEXT_SIZES}
        self.compact = QCheckBox(texts.COMPACT)
        self._theme_group, self._size_group = QButtonGroup(self), QButtonGroup(self)
        column = column_of(self, texts.LOOK_HINT)
        card = Card(texts.THEME)
        for number, button in enumerate(self.themes.values()):
            self._theme_group.addButton(button, number)
            card.body.addWidget(button)
        column.addWidget(card)
        card, bar = Card(texts.TEXT_SIZE), Bar()
        for size, chip in self.sizes.items():
            self._size_group.addButton(chip, size)
            bar.flow.addWidget(chip)
        card.body.addWidget(bar)
        card.body.addWidget(label(texts.TEXT_SIZE_HINT, "muted"))
        column.addWidget(card)
        card = Card(texts.ROWS)
        card.body.addWidget(self.compact)
        column.addWidget(card)
        column.addStretch(1)
        self._theme_group.idClicked.connect(lambda at: self._keep(theme=list(Theme)[at]))
        self._size_group.idClicked.connect(lambda size: self._keep(text_size=size))
        self.compact.clicked.connect(lambda on: self._keep(compact_rows=on))
        self.come_up()

    def come_up(self) -> None:
        settings = self.services.settings()
        self.themes[settings.theme].setChecked(True)
        self.sizes[settings.text_size].setChecked(True)
        self.compact.setChecked(settings.compact_rows)

    def _keep(self, **changes: object) -> None:
        self.keep(**changes)
        self.come_up()


def _size_button(size: int) -> Button:
    button = secondary(texts.TEXT_SIZE_OF.format(size=size))
    button.setCheckable(True)
    return button
