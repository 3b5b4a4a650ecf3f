"""The list of jobs; each is imported in the process that runs it and nowhere else."""

from importlib import import_module

from tests.bench.job import Job

MODULES = {
    "P1": "p1_roster",
    "P2": "p2_import",
    "P3": "p3_export",
    "P4": "p4_search",
    "P5": "p5_start",
    "P6": "p6_list",
    "P7": "p7_save",
    "P8": "p8_first_exchange",
    "P9": "p9_later_exchange",
    "P10": "p10_wire",
    "P11": "p11_province",
}


def job(number: str) -> Job:
    """One job by its number."""
    found: Job = import_module(f"tests.bench.{MODULES[number]}").JOB
    return found
