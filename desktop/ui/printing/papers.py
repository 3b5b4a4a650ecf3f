"""Papers: what the store holds, drawn as PDF bytes, with what the log of prints keeps of them. Knows no window."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from desktop.forms.allowance import Allowance, AllowanceList, render_allowances
from desktop.forms.branch_list import BranchList, ListedMember, render_branch_list
from desktop.forms.gifts import Gift, GiftList, render_gifts
from desktop.forms.invitation import Invitation, Invitee, Size, render_invitations
from desktop.forms.letterhead import Letterhead
from desktop.forms.minutes import Minutes, render_minutes
from desktop.forms.movements import Direction, Movement, MovementGroup, MovementList, render_movements
from desktop.forms.roster import Invited, InvitedGroup, Meeting, Roster, Turnout, render_roster
from desktop.models.kinds import today
from desktop.registers.attendance_marks import Mark
from desktop.registers.office_settings import OfficeSettings, read_settings
from desktop.registers.print_data import MeetingFacts, MemberFacts, PrintData, PrintEvent, RosterLine
from desktop.reports.periods import Period
from desktop.store.store import Store
from desktop.ui.printing.letterheads import letterhead_of
from sync.errors import AppError
from sync.whole_file import SHARED, write_whole

_ADDRESS = {"female": "Bà", "male": "Ông"}


class FileUnwritable(AppError):
    """The PDF file could not be written where she wanted it."""

    code = "print.file_unwritable"


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper.

    Attributes:
        title: What it is, for the window and the file name: "Danh sách dự họp Sinh hoạt quý IV".
        data: PDF; previewed, printed and saved alike.
        event: What the log of prints keeps.
    """

    title: str
    data: bytes
    event: PrintEvent

    @property
    def file_name(self) -> str:
        """A name that every disk takes, with the form's code before it."""
        kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in self.title)
        return f"{self.event.form} {' '.join(kept.split())[:80].strip()}.pdf"

    def write_to(self, path: Path) -> None:
        """Put the PDF into a file; one that is there already is replaced only by a whole one.

        Raises:
            FileUnwritable: it cannot be written there.
        """
        try:
            write_whole(path, self.data, mode=SHARED)
        except OSError as exc:
            raise FileUnwritable(str(exc), file=path.name) from exc


class Papers:
    """Makes the papers of one office. Safe on worker threads; a roster of thousands takes its time.

    Args:
        commune, province: With their kind: "Xã Phú Lương".
        watermark: Drawn across every page; a demo says so.
    """

    def __init__(self, store: Store, *, commune: str, province: str, watermark: str | None = None) -> None:
        self._store = store
        self._data = PrintData(store)
        self._commune, self._province = commune, province
        self._watermark = watermark

    @property
    def data(self) -> PrintData:
        """Where they take their contents from."""
        return self._data

    def settings(self) -> OfficeSettings:
        """The office's settings as they stand."""
        return read_settings(self._store)

    def letterhead(self, settings: OfficeSettings | None = None, branch: str = "") -> Letterhead:
        """What stands over the papers; of given settings, for a preview of what is not saved."""
        return letterhead_of(settings or self.settings(), commune=self._commune, province=self._province, branch=branch)

    def roster(self, meeting_id: UUID, *, phone: bool | None = None) -> Paper:
        """HN-01 of a meeting."""
        return self.roster_of(self._data.meeting(meeting_id), phone=phone)

    def roster_of(self, facts: MeetingFacts, *, phone: bool | None = None, head: Letterhead | None = None) -> Paper:
        """HN-01 of a meeting that need not be saved.

        Args:
            phone: Whether telephone numbers are printed; the office's setting when not given.
        """
        show_phone = self.settings().show_phone if phone is None else phone
        groups = [InvitedGroup([_invited(line) for line in group.lines], group.title) for group in facts.groups]
        count = facts.figures
        is_taken = count.called and not count.unmarked
        turnout = Turnout(count.present, count.excused, count.absent) if is_taken else None
        kind = "DANH SÁCH HỘI VIÊN DỰ HỌP" if facts.are_members else "DANH SÁCH ĐẠI BIỂU DỰ HỌP"
        roster = Roster(
            head or self.letterhead(branch=facts.branch), _meeting(facts), groups, kind, show_phone=show_phone,
            blank_rows=facts.blank_rows, turnout=turnout,
        )  # fmt: skip
        data = render_roster(roster, watermark=self._watermark)
        fields = ("phone",) if show_phone else ()
        return Paper(f"Danh sách dự họp {facts.title}", data, PrintEvent("HN-01", "person", facts.people, fields))

    def allowances(self, meeting_id: UUID) -> Paper:
        """HN-02: those who came, with days and rate; everybody called while nobody is marked."""
        facts = self._data.meeting(meeting_id)
        came = [each for each in facts.lines if each.line.present == Mark.PRESENT] or facts.lines
        paid = [
            Allowance(each.line.name, each.unit, each.line.days or 1, each.line.allowance_vnd or 0) for each in came
        ]
        listed = AllowanceList(self.letterhead(branch=facts.branch), _meeting(facts), paid)
        data = render_allowances(listed, watermark=self._watermark)
        return Paper(f"Ký nhận tiền hỗ trợ {facts.title}", data, PrintEvent("HN-02", "person", facts.people))

    def invitations(self, meeting_id: UUID, *, size: Size = Size.A5) -> Paper:
        """HN-03: one for everybody called; one with room for a name where nobody is."""
        facts = self._data.meeting(meeting_id)
        called = [
            Invitee(each.line.name, _ADDRESS.get(each.sex, "Ông/Bà"), each.unit)
            for each in facts.lines
            if not each.line.is_walk_in
        ]
        invitation = Invitation(
            self.letterhead(branch=facts.branch), facts.kind or facts.title, facts.starts_at, facts.place,
            facts.title if facts.kind else "", issued_on=min(today(), facts.starts_at.date()),
        )  # fmt: skip
        data = render_invitations(invitation, called, size=size, watermark=self._watermark)
        return Paper(f"Giấy mời {facts.title}", data, PrintEvent("HN-03", "person", facts.people))

    def minutes(self, meeting_id: UUID) -> Paper:
        """HN-04 of a meeting; what is not written yet leaves lines to write on."""
        facts = self._data.meeting(meeting_id)
        figures = facts.figures
        away = [each for each in facts.lines if each.line.present in (Mark.EXCUSED, Mark.ABSENT)]
        minutes = Minutes(
            self.letterhead(branch=facts.branch), facts.title, facts.starts_at, facts.place, facts.chair,
            facts.secretary,
            called=figures.called or None,
            present=figures.present + figures.walk_ins if figures.is_taken else None,
            absent=[
                f"{each.line.name} (có lý do)" if each.line.present == Mark.EXCUSED else each.line.name for each in away
            ],
            guests=", ".join(each.line.name for each in facts.lines if each.line.person_id is None),
            content=facts.content, opinions=facts.opinions, vote=facts.vote, conclusion=facts.conclusion,
        )  # fmt: skip
        data = render_minutes(minutes, watermark=self._watermark)
        return Paper(f"Biên bản {facts.title}", data, PrintEvent("HN-04", "meeting", (facts.id,)))

    def branch_list(self, branch_id: UUID, *, ethnicity: bool = True, religion: bool = False) -> Paper:
        """HV-02 of a branch.

        Args:
            ethnicity, religion: Sensitive; only for whoever may see them.
        """
        found = self._data.branch_members(branch_id, ethnicity=ethnicity, religion=religion)
        name = found.branch if found.branch.lower().startswith("chi hội") else f"Chi hội {found.branch}"
        listed = BranchList(
            self.letterhead(branch=found.branch), name, today(), [_listed(each) for each in found.members],
            show_religion=religion,
        )  # fmt: skip
        data = render_branch_list(listed, watermark=self._watermark)
        rows = tuple(each.id for each in found.members)
        fields = ("address", *(["ethnicity"] if ethnicity else []), *(["religion"] if religion else []))
        return Paper(f"Danh sách hội viên {name}", data, PrintEvent("HV-02", "person", rows, fields))

    def movements(
        self, direction: Literal["joined", "left"], period: Period, *, branch_id: UUID | None = None
    ) -> Paper:
        """HV-03: who came or went in a period."""
        found = self._data.movements(direction, period, branch_id=branch_id)
        groups = [
            MovementGroup([Movement(_listed(each), each.day, each.reason) for each in group.members], group.branch)
            for group in found
        ]
        way = Direction.ADMITTED if direction == "joined" else Direction.LEFT
        listed = MovementList(self.letterhead(), way, period.name, today(), groups)
        data = render_movements(listed, watermark=self._watermark)
        rows = tuple(each.id for group in found for each in group.members)
        title = "Hội viên kết nạp" if direction == "joined" else "Hội viên ra khỏi Hội"
        event = PrintEvent("HV-03", "person", rows, ("address", "ethnicity"))
        return Paper(f"{title} {period.name}", data, event)

    def gifts(self, list_name: str, *, place: str = "") -> Paper:
        """HT-01 of one occasion."""
        facts = self._data.gifts(list_name)
        given = [
            Gift(
                each.full_name,
                each.birth,
                each.address,
                each.reason,
                each.cash_vnd,
                each.goods,
                each.goods_vnd,
                each.proxy,
            )
            for each in facts.gifts
        ]
        settings = self.settings()
        listed = GiftList(
            self.letterhead(settings), facts.name, facts.handed_on, place or settings.place, given, source=facts.source
        )
        data = render_gifts(listed, watermark=self._watermark)
        rows = tuple(each.person_id for each in facts.gifts if each.person_id)
        return Paper(f"Ký nhận quà {facts.name}", data, PrintEvent("HT-01", "person", rows, ("address",)))

    def letterhead_sample(self, settings: OfficeSettings) -> Paper:
        """A roster of nobody under a letterhead that is being edited."""
        return letterhead_sample(self.letterhead(settings, branch="Chi hội mẫu"), self._watermark)


def letterhead_sample(head: Letterhead, watermark: str | None = None) -> Paper:
    """A short paper that shows every line of a letterhead."""
    meeting = Meeting("Sinh hoạt chi hội quý IV", datetime(2026, 11, 24, 8), "Nhà văn hóa")
    people = [Invited("Nguyễn Thị Mẫu", "1979", "Chi hội trưởng"), Invited("Trần Thị Ví Dụ", "1985", "Tổ 1")]
    roster = Roster(head, meeting, [InvitedGroup(people)], "DANH SÁCH HỘI VIÊN DỰ HỌP", blank_rows=2)
    return Paper("Mẫu đầu trang", render_roster(roster, watermark=watermark), PrintEvent("mau", "", ()))


def _meeting(facts: MeetingFacts) -> Meeting:
    return Meeting(facts.title, facts.starts_at, facts.place, facts.chair)


def _invited(line: RosterLine) -> Invited:
    return Invited(line.line.name, line.birth, line.unit, line.phone, line.line.note)


def _listed(member: MemberFacts) -> ListedMember:
    return ListedMember(
        member.full_name, member.birth, member.ethnicity, member.religion, member.address, member.joined,
        member.is_core, member.note,
    )  # fmt: skip
