"""Work in the background: outcomes come home to the window's thread, lanes hold, cancelling ends."""

from collections.abc import Callable
from functools import partial
from threading import Event, current_thread, main_thread
from time import sleep
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Cancelled, CancelToken, Lane, Latest, Progress, Report, TaskRunner
from sync.errors import AppError


class Foreseen(AppError):
    """A failure to explain."""

    code = "test.foreseen"


def slow_job(report: Report, token: CancelToken) -> None:
    for done in range(1000):
        token.check()
        report(Progress(done, 1000))
        sleep(0.005)


def give(value: Any, report: Report, token: CancelToken) -> Any:
    return value


def test_the_result_comes_home_on_the_window_s_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    heard: list[tuple[str, bool]] = []
    task = runner.prepare(lambda report, token: current_thread() is main_thread())
    task.succeeded.connect(lambda on_main: heard.append(("worked", on_main)))
    task.succeeded.connect(lambda _: heard.append(("heard", current_thread() is main_thread())))
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    assert heard == [("worked", False), ("heard", True)]


def test_progress_is_heard_on_the_window_s_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    heard: list[tuple[Progress, bool]] = []

    def job(report: Report, token: CancelToken) -> None:
        report(Progress(1, 2, "một nửa"))

    task = runner.prepare(job)
    task.progressed.connect(lambda progress: heard.append((progress, current_thread() is main_thread())))
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    assert heard == [(Progress(1, 2, "một nửa"), True)]


def test_cancel_ends_the_job_at_its_next_check(qtbot: QtBot, runner: TaskRunner) -> None:
    task = runner.prepare(slow_job)
    with qtbot.waitSignal(task.failed) as caught:
        runner.start(task)
        task.cancel()
    assert isinstance(caught.args[0], Cancelled)


def test_a_foreseen_failure_is_handed_on_and_noted_by_its_code_alone(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    def job(report: Report, token: CancelToken) -> None:
        raise Foreseen

    task = runner.prepare(job)
    with caplog.at_level("INFO"), qtbot.waitSignal(task.failed) as caught:
        runner.start(task)
    assert isinstance(caught.args[0], Foreseen)
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]
    assert Foreseen.code in caplog.text


def test_a_bug_is_logged_whole_and_handed_on(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    task = runner.prepare(lambda report, token: 1 // 0)
    with qtbot.waitSignal(task.failed) as caught:
        runner.start(task)
    assert isinstance(caught.args[0], ZeroDivisionError)
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_database_jobs_run_one_at_a_time_in_the_order_they_came(qtbot: QtBot, runner: TaskRunner) -> None:
    at_once, most, order = [0], [0], []

    def job(number: int, report: Report, token: CancelToken) -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        sleep(0.01)
        order.append(number)
        at_once[0] -= 1

    for number in range(6):
        runner.run(partial(job, number))
    qtbot.waitUntil(lambda: runner.is_idle)
    assert most == [1]
    assert order == [0, 1, 2, 3, 4, 5]


def test_a_pdf_does_not_wait_for_the_database(qtbot: QtBot, runner: TaskRunner) -> None:
    release = Event()

    def wait(report: Report, token: CancelToken) -> bool:
        return release.wait(5)

    runner.run(wait)
    task = runner.prepare(partial(give, "pdf"), Lane.OTHER)
    with qtbot.waitSignal(task.succeeded):
        runner.start(task)
    release.set()
    qtbot.waitUntil(lambda: runner.is_idle)


def test_only_the_last_question_is_answered(qtbot: QtBot, runner: TaskRunner) -> None:
    latest = Latest(runner)
    heard: list[str] = []
    latest.answered.connect(heard.append)
    for text in ("n", "ng", "ngu", "nguy"):
        latest.ask(partial(give, text))
    qtbot.waitUntil(lambda: runner.is_idle)
    assert heard == ["nguy"]
    assert not latest.is_waiting


def test_a_forgotten_question_is_not_answered(qtbot: QtBot, runner: TaskRunner) -> None:
    latest = Latest(runner)
    heard: list[str] = []
    latest.answered.connect(heard.append)
    latest.ask(partial(give, "x"))
    latest.forget()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert heard == []


def test_shutting_down_stops_what_runs_and_drops_what_waits(qtbot: QtBot) -> None:
    runner = TaskRunner()
    began = Event()
    ran: list[str] = []

    def first(report: Report, token: CancelToken) -> None:
        began.set()
        while not token.is_cancelled:
            sleep(0.001)

    def second(report: Report, token: CancelToken) -> None:
        ran.append("second")

    jobs: list[Callable[[Report, CancelToken], None]] = [first, second]
    for job in jobs:
        runner.run(job)
    began.wait(5)
    runner.shutdown()
    assert ran == []
    assert runner.is_idle
