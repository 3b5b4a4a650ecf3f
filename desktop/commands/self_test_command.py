"""`sohoi self-test`: this computer and the main job, told step by step to a person on the phone."""

import argparse
import platform
from datetime import datetime
from typing import Any

from desktop.commands.context import Context
from desktop.helpdesk.checks import Subject
from desktop.helpdesk.facts import checks_facts, clocks_of
from desktop.helpdesk.spoken_code import read_code
from desktop.ui.helpdesk.report import Report, run_report
from desktop.ui.printing.printers import find_printers
from desktop.ui.texts import helpdesk as texts
from desktop.version import program_version


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A code that somebody reads out may be given, to learn what it says."""
    parser.add_argument("--explain", metavar="MÃ", help="cho biết mã mà người gọi đọc nghĩa là gì, không thử gì cả")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns every check and step, and what kind of computer this is; touches no register of the office.

    Raises:
        SpokenCodeWrong: no self-test gives the code to explain.
    """
    if args.explain is not None:
        return _explained(args.explain)
    return _answer(run_report(context.data, clocks_of(None), find_printers().names))


def _answer(report: Report) -> dict[str, Any]:
    version = program_version()
    return {
        "ok": report.ok,
        "version": version,
        "checks": checks_facts(report.checks),
        "steps": [
            {"step": texts.STEPS[step.key], "key": step.key, "ok": step.ok, "seconds": step.seconds}
            | ({} if step.ok else {"why": step.detail})
            for step in report.steps
        ],
        "code": report.code,
        "sentence": report.sentence,
        "system": platform.platform(),
        "python": platform.python_version(),
        "say": report.text(version, datetime.now()),
    }


def _explained(code: str) -> dict[str, Any]:
    spoken = read_code(code)
    told = dict(zip((subject.value for subject in Subject), spoken.tones, strict=True))
    lines = [texts.SPOKEN_MEANS.format(code=code)]
    lines += [f"{texts.SUBJECTS[subject]}: {texts.TONES[tone].lower()}" for subject, tone in told.items()]
    names = [*texts.SUBJECTS.values(), *texts.STEPS.values()]
    failed = names[spoken.failed - 1] if 0 < spoken.failed <= len(names) else ""
    lines.append(f"{failed}: {texts.TONES['stop'].lower()}" if failed else texts.TRIED_GOOD)
    return {"checks": told, "failed": spoken.failed, "say": "\n".join(lines)}
