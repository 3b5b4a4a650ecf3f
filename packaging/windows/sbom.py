"""The bill of materials: what the program is made of, as CycloneDX 1.6 in JSON."""

import json
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import layout
from origins import Origin

NAMESPACE: Final = uuid.UUID("6f1de3a1-64f3-5c67-9f0c-3a8d3c1c8f6e")


def bill(program: Path, version: str, used: Iterable[Origin], binaries: Mapping[Path, Origin]) -> dict[str, Any]:
    """Name every part that is in the program, with each of its binaries.

    Args:
        program: The program folder as it is shipped, signatures included.
        used: Origins of the modules; those of the binaries are added.
        binaries: What `origins.of_binaries` returned.
    """
    parts = sorted({*used, *binaries.values()}, key=lambda origin: origin.purl)
    made: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": layout.PROGRAM_NAME,
                "name": layout.PROGRAM_NAME,
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [_component(program, origin, binaries) for origin in parts],
        "dependencies": [{"ref": layout.PROGRAM_NAME, "dependsOn": [origin.purl for origin in parts]}],
    }
    content = json.dumps(made, ensure_ascii=False, sort_keys=True)
    return made | {"serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, content)}"}


def write(made: Mapping[str, Any], into: Path) -> None:
    """Write a bill as a file that people can read too."""
    into.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _component(program: Path, origin: Origin, binaries: Mapping[Path, Origin]) -> dict[str, Any]:
    files = [
        {
            "type": "file",
            "name": file.relative_to(program).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": layout.digest(file)}],
        }
        for file, whose in sorted(binaries.items())
        if whose == origin
    ]
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": origin.purl,
        "name": origin.name,
        "version": origin.version,
        "purl": origin.purl,
        "licenses": [{"license": {"name": origin.licence}}],
        "hashes": [{"alg": "SHA-256", "content": origin.sha256}],
    }
    return component | ({"components": files} if files else {})
