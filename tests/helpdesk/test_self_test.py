"""The self-test as it is read out over the phone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.helpdesk.checks import Check, Clocks, Subject
from desktop.helpdesk.self_test import STEPS, TrialStep, self_test
from desktop.registers.office import Office
from desktop.ui.helpdesk.report import Report, run_report
from desktop.ui.texts import helpdesk as texts
from tests.e2e.wording import foreign_words

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
GOOD = tuple(Check(subject, f"{subject}.good") for subject in Subject)


@pytest.mark.slow
def test_every_step_is_tried_and_told_on_a_line_of_its_own(tmp_path: Path) -> None:
    began: list[str] = []
    report = run_report(tmp_path / "so", Clocks(NOW), ["Canon"], began.append)
    assert report.ok
    assert began == list(texts.STEPS.values())
    assert [line.split(". ", 1)[0].strip() for line in report.lines] == [str(number) for number in range(1, 13)]
    assert all("\n" not in line for line in report.lines)
    assert report.code == "00000-00-0"
    assert not (tmp_path / "so").exists(), "only looked at"


@pytest.mark.slow
def test_a_step_that_fails_is_named_and_the_later_ones_are_left_out() -> None:
    def no_paper(_office: Office) -> bytes:
        raise OSError(28, "No space left on device")

    steps = self_test(no_paper)
    assert [step.key for step in steps] == list(STEPS[:4])
    assert [step.ok for step in steps] == [True, True, True, False]
    report = Report(GOOD, steps)
    assert not report.ok
    assert report.failed == 9
    assert "bước 9" in report.sentence
    assert report.lines[8].endswith("CHƯA ĐƯỢC, lỗi print.OSError.")
    assert report.lines[9].endswith(texts.STEP_LEFT)
    assert report.code.split("-")[1] == "09"


def test_what_wants_seeing_to_does_not_make_the_test_fail() -> None:
    checks = (*GOOD[:4], Check(Subject.PRINTERS, "printers.none", "attention"))
    report = Report(checks, [TrialStep(key, 0.1) for key in STEPS])
    assert report.ok
    assert report.sentence == texts.TRIED_LOOK.format(count=1)
    assert "Chưa thấy máy in nào." in report.lines[4]
    assert report.code.startswith("00001-00-")


def test_the_whole_is_plain_vietnamese() -> None:
    report = Report(GOOD, [TrialStep(key, 0.1) for key in STEPS])
    text = report.text("0.1.0", NOW)
    assert text.splitlines()[0].startswith("Sổ Hội 0.1.0, tự kiểm tra lúc ")
    assert text.splitlines()[-1] == "Mã đọc cho người hỗ trợ: 00000-00-0"
    assert foreign_words(text) == []
