"""Step 3: the roster as it will come out, and the papers of the meeting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.printing.papers import Paper
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import meetings as texts
from desktop.ui.texts import printing as print_texts
from desktop.ui.theme import current
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.pdf_view import PdfView

_PREVIEW_PX = 440


class PrintStep(Card):
    """Preview and buttons.

    Signals:
        print_wanted: The roster to a printer.
        save_wanted: The roster into a file.
        invitations_wanted: An invitation for everybody.
        changed: What stands on the roster.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    invitations_wanted = Signal()
    changed = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__(texts.STEP_PRINT)
        self.print_button = primary(texts.PRINT_ROSTER, "print")
        self.save_button = secondary(print_texts.SAVE_PDF, "file")
        self.invitations = secondary(texts.INVITATIONS)
        self.phone = QCheckBox(texts.SHOW_PHONE)
        self.view = PdfView(runner)
        self.view.setFixedHeight(min(560, current().px(_PREVIEW_PX)))
        self.hint = label(texts.PREVIEW_WAITS, "muted")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.print_button, self.save_button, self.invitations):
            flow.addWidget(button)
        self.body.addWidget(buttons)
        self.body.addWidget(self.phone)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.view)
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.invitations.clicked.connect(self.invitations_wanted)
        self.phone.toggled.connect(self.changed)
        self.show_paper(None)

    def show_paper(self, paper: Paper | None) -> None:
        """Show the first page of the roster; without one, say what is missing."""
        self.hint.setVisible(paper is None)
        self.view.setVisible(paper is not None)
        for button in (self.print_button, self.save_button, self.invitations):
            button.setEnabled(paper is not None)
        if paper is None:
            self.view.clear()
        else:
            self.view.show_pdf(paper.data)
