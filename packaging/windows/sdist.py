"""Fetch one file of a source package through pip's own index and session; nothing of it is run."""

import sys
from pathlib import Path

from pip._internal.commands.download import DownloadCommand
from pip._internal.models.target_python import TargetPython
from pip._vendor.packaging.specifiers import SpecifierSet


def fetch(name: str, version: str, into: Path) -> None:
    """Write the source package to a file.

    Raises:
        LookupError: no index that pip is set up for has it.
        OSError: it cannot be fetched.
    """
    command = DownloadCommand("download", "")
    options, _ = command.parse_args(["--no-binary=:all:", "--quiet"])
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session, TargetPython())
        best = finder.find_best_candidate(name, SpecifierSet(f"=={version}")).best_candidate
        if best is None:
            raise LookupError(f"{name} {version} is in no index that pip knows")
        answer = session.get(best.link.url_without_fragment, headers={"Accept-Encoding": "identity"}, timeout=60)
        answer.raise_for_status()
        into.write_bytes(answer.content)


if __name__ == "__main__":
    fetch(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
