"""The bill of materials (CycloneDX 1.5, JSON): what is shipped, from whom, by which hash, under which licence."""

import json
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import layout
import licences
from origins import Origin

SPACE: Final = uuid.UUID("6f0f5a0e-3f0c-5c0b-9a8e-7a1d5f1f6c11")
EXPRESSION: Final = re.compile(r"^[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*$")
WHERE: Final = {
    "wheel": "a wheel, pinned by hash in packaging/locks",
    "python": "Windows' own build of CPython, pinned file by file in packaging/windows/parts.json",
    "debian": "a Debian package, pinned file by file in packaging/windows/parts.json",
    "own": "this repository",
}


def write(
    into: Path,
    program: Path,
    origins: Iterable[Origin],
    packages: Path,
    installer_parts: dict[str, Path],
    *,
    version: str,
) -> None:
    """Write the document.

    Args:
        program: The program folder as it is shipped, signed.
        origins: As `origins.trace` found them.
        installer_parts: What makensis puts into the installer of its own, by name.
    """
    suppliers = list(origins)
    components = [_component(each, program, packages) for each in suppliers]
    components.append(_nsis(installer_parts))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, json.dumps(components, sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(layout.EPOCH, UTC).isoformat(),
            "component": {
                "type": "application",
                "bom-ref": f"sohoi-windows@{version}",
                "name": "Sổ Hội",
                "version": version,
                "licenses": [{"expression": "MIT"}],
            },
        },
        "components": components,
        "dependencies": [{"ref": f"sohoi-windows@{version}", "dependsOn": [each["bom-ref"] for each in components]}],
    }
    into.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _component(origin: Origin, program: Path, packages: Path) -> dict[str, Any]:
    said = licences.licence_of(packages, origin)
    component: dict[str, Any] = {
        "type": "application" if origin.kind == "own" else "library",
        "bom-ref": f"{origin.name}@{origin.version}",
        "name": origin.name,
        "version": origin.version,
        "description": WHERE[origin.kind],
        "licenses": [{"expression": said} if EXPRESSION.match(said) else {"license": {"name": said}}],
    }
    if origin.kind == "wheel":
        component["purl"] = f"pkg:pypi/{origin.name}@{origin.version}"
    if origin.sha256:
        component["hashes"] = [_sha256(origin.sha256)]
    if origin.files:
        component["components"] = [_file(origin, path, layout.digest(program / path)) for path in sorted(origin.files)]
    return component


def _file(origin: Origin, path: str, sha: str) -> dict[str, Any]:
    return {"type": "file", "bom-ref": f"{origin.name}/{path}", "name": path, "hashes": [_sha256(sha)]}


def _nsis(installer_parts: dict[str, Path]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": "nsis",
        "name": "nsis-common",
        "description": "in the installer and the uninstaller alone: Debian's NSIS, its loader and plug-ins",
        "licenses": [{"license": {"id": "Zlib"}}],
        "components": [
            {"type": "file", "bom-ref": f"nsis/{name}", "name": name, "hashes": [_sha256(layout.digest(file))]}
            for name, file in sorted(installer_parts.items())
        ],
    }


def _sha256(value: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": value}
