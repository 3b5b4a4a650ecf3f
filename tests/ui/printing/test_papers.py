"""Papers made from a real store, read back from their PDF."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from desktop.forms.invitation import Size
from desktop.models.dates import PartialDate
from desktop.registers.attendance_marks import Mark
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Line, Meetings, lines_for
from desktop.registers.office_settings import OfficeSettings, save_settings
from desktop.reports.periods import Period
from desktop.ui.printing.letterheads import LINES, letterhead_of, lines_of, standard_letterhead, text_of, with_line
from desktop.ui.printing.papers import Paper, Papers
from tests.registers.village import Village, small_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def papers(village: Village) -> Papers:
    return Papers(village.store, commune="Xã Phú Lương", province="Tỉnh Thái Nguyên")


@pytest.fixture
def meeting(village: Village) -> UUID:
    people = Invitees(village.store).of_branches()
    given = {
        "title": "Sinh hoạt quý IV",
        "kind": "branch_meeting",
        "starts_at": "2026-11-24T08:00",
        "place": "Nhà văn hóa Na Pặng",
        "invited_by": "branch",
        "blank_rows": 2,
        "minutes": "Chị em bàn việc nuôi ong.",
    }
    return Meetings(village.store).save(given, [*lines_for(people), Line(None, "Ông Bí thư")])


def text_in(paper: Paper) -> str:
    document = pypdfium2.PdfDocument(paper.data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_roster_bears_the_letterhead_and_everybody_in_order(papers: Papers, meeting: UUID) -> None:
    paper = papers.roster(meeting)
    words = text_in(paper)
    assert "HỘI LHPN XÃ PHÚ LƯƠNG" in words
    assert "DANH SÁCH HỘI VIÊN DỰ HỌP" in words
    places = [words.index(name) for name in ("Lê Thị Ánh", "Hoàng Thị Bích", "Trần Thị An", "Ông Bí thư")]
    assert places == sorted(places)
    assert paper.file_name == "HN-01 Danh sách dự họp Sinh hoạt quý IV.pdf"


def test_telephone_numbers_are_printed_and_logged_only_when_asked_for(
    village: Village, papers: Papers, meeting: UUID
) -> None:
    village.register("person").change_all([village.people["Trần Thị An"]], {"phone": "0912345678"}, label="x")
    assert "0912345678" not in text_in(papers.roster(meeting))
    assert papers.roster(meeting).event.fields == ()
    asked = papers.roster(meeting, phone=True)
    assert "0912345678" in text_in(asked)
    assert (asked.event.fields, len(asked.event.rows)) == (("phone",), 5)


def test_the_turnout_is_printed_once_everybody_is_marked(village: Village, papers: Papers, meeting: UUID) -> None:
    Meetings(village.store).mark(meeting, dict.fromkeys(range(1, 6), Mark.PRESENT) | {6: Mark.EXCUSED})
    assert "có mặt: 5 người; vắng: 1 người" in " ".join(text_in(papers.roster(meeting)).split())


def test_minutes_name_who_was_away_and_what_was_said(village: Village, papers: Papers, meeting: UUID) -> None:
    Meetings(village.store).mark(meeting, dict.fromkeys(range(1, 6), Mark.PRESENT) | {1: Mark.EXCUSED})
    words = " ".join(text_in(papers.minutes(meeting)).split())
    assert "Lê Thị Ánh (có lý do)" in words
    assert "Chị em bàn việc nuôi ong." in words
    assert "Ông Bí thư" in words


def test_allowances_go_to_those_who_came(village: Village, papers: Papers, meeting: UUID) -> None:
    meetings = Meetings(village.store)
    meetings.mark(meeting, {1: Mark.PRESENT, 2: Mark.ABSENT})
    words = text_in(papers.allowances(meeting))
    assert "Lê Thị Ánh" in words
    assert "Hoàng Thị Bích" not in words


def test_an_invitation_for_each_with_her_own_address(papers: Papers, meeting: UUID) -> None:
    words = text_in(papers.invitations(meeting, size=Size.A4))
    assert words.count("GIẤY MỜI") == 6
    assert "Bà Lê Thị Ánh" in " ".join(words.split())


def test_a_branch_list_logs_what_is_sensitive_on_it(village: Village, papers: Papers) -> None:
    paper = papers.branch_list(village.branches["Na Pặng"], religion=True)
    assert paper.event.fields == ("address", "ethnicity", "religion")
    assert "CHI HỘI NA PẶNG" in text_in(paper)
    assert papers.branch_list(village.branches["Na Pặng"], ethnicity=False).event.fields == ("address",)


def test_comings_goings_and_gifts_are_drawn(village: Village, papers: Papers) -> None:
    village.member("Lò Thị Mới", "Na Pặng", joined_on=PartialDate("2026-10-05"))
    assert "Lò Thị Mới" in text_in(papers.movements("joined", Period.quarter(2026, 4)))
    village.leave("Trần Thị An", "2026-11-01")
    assert "Trần Thị An" in text_in(papers.movements("left", Period.quarter(2026, 4)))
    village.add("support_out", person_id=village.people["Đặng Thị Huệ"], cash_vnd=500_000, list_name="Tết 2026",
                given_on=PartialDate("2026-01-20"), support_kind="gift")  # fmt: skip
    words = text_in(papers.gifts("Tết 2026"))
    assert "Đặng Thị Huệ" in words
    assert "500.000" in words


def test_a_demo_prints_its_watermark_everywhere(village: Village, meeting: UUID) -> None:
    marked = Papers(village.store, commune="Xã Mẫu", province="Tỉnh Mẫu", watermark="BẢN MẪU")
    assert (
        marked.roster(meeting).data != Papers(village.store, commune="Xã Mẫu", province="Tỉnh Mẫu").roster(meeting).data
    )


@pytest.mark.parametrize("variant", ["A", "B", "C", "D"])
def test_every_line_of_every_letterhead_can_be_changed(village: Village, papers: Papers, variant: str) -> None:
    head = standard_letterhead(variant, commune="Xã Phú Lương", province="Tỉnh Thái Nguyên")
    settings = OfficeSettings(variant=variant)
    for line in lines_of(variant):
        assert text_of(with_line(head, line, f"Dòng {line}"), line) == f"Dòng {line}"
        settings = settings.with_line(variant, line, f"Dòng {line}")
    save_settings(village.store, settings)
    assert {text_of(papers.letterhead(), line) for line in lines_of(variant)} == {
        f"Dòng {line}" for line in lines_of(variant)
    }
    assert set(lines_of("A")) == set(LINES)


def test_a_branch_paper_names_its_branch_whatever_the_standard_line_was(village: Village) -> None:
    settings = OfficeSettings(variant="C").with_line("C", "issuer", "CHI HỘI")
    head = letterhead_of(settings, commune="Xã Phú Lương", province="Tỉnh Thái Nguyên", branch="Na Pặng")
    assert head.issuer == "CHI HỘI PHỤ NỮ NA PẶNG"


def test_a_letterhead_is_shown_before_it_is_saved(papers: Papers) -> None:
    words = text_in(papers.letterhead_sample(OfficeSettings().with_line("A", "place", "Đu")))
    assert "Đu, ngày 24 tháng 11 năm 2026" in words
