"""Papers of an open office on their way to a printer: drawn in the background, previewed, logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.accounts.roles import Act, may
from desktop.models.dates import today
from desktop.registers.asked import Query
from desktop.registers.office import Office
from desktop.reports.periods import Period
from desktop.ui.frame.strip import Notice
from desktop.ui.registers.services import Listed, PageAction
from desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.registers.print_data import PrintEvent
    from desktop.ui.printing.dialog import PrintDialog
    from desktop.ui.printing.papers import Paper, Papers

CHOOSE_BRANCH = "Hãy chọn một chi hội ở bộ lọc, rồi in danh sách của chi hội ấy."


class Prints:
    """Makes papers, shows the print dialog and logs what left the program."""

    def __init__(self, program: Program, office: Office) -> None:
        self._program, self._office = program, office

    @cached_property
    def papers(self) -> Papers:
        """The office's papers; what draws them is loaded when first asked for."""
        from desktop.ui.printing.office_papers import papers_of

        return papers_of(self._office)

    def show(self, paper: Paper) -> None:
        """Preview a paper, to be printed or saved."""
        self._dialog(paper).open()

    def save(self, paper: Paper) -> None:
        """Ask for a file and put a paper into it."""
        dialog = self._dialog(paper)
        dialog.open()
        dialog.choose_file()

    def _dialog(self, paper: Paper) -> PrintDialog:
        from desktop.ui.printing.dialog import PrintDialog

        settings = self._program.settings
        dialog = PrintDialog(
            paper,
            self._program.runner,
            on_printed=self._log,
            last_printer=settings.printer,
            parent=self._program.window,
        )
        dialog.printed.connect(lambda printer: self._program.keep_settings(printer=printer))
        return dialog

    def draw(self, make: Callable[[], Paper]) -> None:
        """Draw a paper in the background, then show it."""
        task = self._program.runner.prepare(lambda _report, _token: make(), Lane.OTHER)
        task.succeeded.connect(self.show)
        self._program.window.watch(task, "Đang dựng bản in")
        self._program.runner.start(task)

    def roster(self, meeting: UUID) -> None:
        """HN-01 of a meeting."""
        self.draw(lambda: self.papers.roster(meeting))

    def actions(self, sheet: str) -> list[PageAction]:
        """What a register's page offers to print."""
        quarter = Period.quarter(today().year, (today().month + 2) // 3)
        offered = {
            "member": [PageAction("Danh sách hội viên chi hội (HV-02)", self._branch_of_list)],
            "branch": [PageAction("Danh sách hội viên (HV-02)", self._branch, "one")],
            "membership": [
                PageAction(f"Kết nạp {quarter.name} (HV-03)", lambda _: self._moved("joined", quarter)),
                PageAction(f"Ra khỏi Hội {quarter.name} (HV-03)", lambda _: self._moved("left", quarter)),
                PageAction("Kết nạp cả năm (HV-03)", lambda _: self._moved("joined", Period.year(today().year))),
                PageAction("Ra khỏi Hội cả năm (HV-03)", lambda _: self._moved("left", Period.year(today().year))),
            ],
            "support_out": [PageAction("Danh sách ký nhận của đợt này (HT-01)", self._gifts, "one")],
        }
        return offered.get(sheet, [])

    def _branch_of_list(self, listed: Listed) -> None:
        branch = _branch_asked(listed.query)
        if branch is None:
            self._program.window.notify(Notice(CHOOSE_BRANCH))
        else:
            self._branch_list(branch)

    def _branch(self, listed: Listed) -> None:
        self._branch_list(listed.ids[0])

    def _branch_list(self, branch: UUID) -> None:
        seen = may(self._office.user.role, Act.VIEW_SENSITIVE)
        self.draw(lambda: self.papers.branch_list(branch, ethnicity=seen))

    def _moved(self, direction: str, period: Period) -> None:
        self.draw(lambda: self.papers.movements("joined" if direction == "joined" else "left", period))

    def _gifts(self, listed: Listed) -> None:
        register = self._office.register("support_out")
        self.draw(lambda: self.papers.gifts(register.open(listed.ids[0]).values["list_name"]))

    def _log(self, event: PrintEvent) -> None:
        from desktop.accounts.access_log import AccessAct

        self._office.log_access(AccessAct.PRINT, event.register, list(event.rows), list(event.fields), event.form)


def _branch_asked(query: Query) -> UUID | None:
    """The one branch that a list is narrowed to; None where it is not."""
    for asked in query.filters:
        if asked.key == "branch_id" and asked.test == "is":
            chosen = asked.value if isinstance(asked.value, list | tuple) else [asked.value]
            return chosen[0] if len(chosen) == 1 else None
    return None
