"""Sign a Windows program and verify the signature: `sign.py FILE...`.

The certificate is the one that the environment names, else a throw-away one, made for this folder and worth nothing:

    SOHOI_CERTIFICATE            a PKCS#12 file (.pfx, .p12)
    SOHOI_CERTIFICATE_PASSWORD   its password
    SOHOI_CERTIFICATE_ROOTS      PEM file of the roots that it is verified against (default: this computer's)
    SOHOI_TIMESTAMP              address of a time stamping server; without it the signature bears no time
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import layout

SYSTEM_ROOTS: Final = Path("/etc/ssl/certs/ca-certificates.crt")
DAYS: Final = "3650"
THROW_AWAY: Final = "So Hoi, throw-away certificate"


class SigningFailed(Exception):
    """A program could not be signed, or its signature is not accepted."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One certificate and how it is used.

    Attributes:
        key_words: What tells osslsigncode the certificate and its key.
        roots: PEM file against which the signature is verified.
        timestamp: Address of a time stamping server, or empty.
    """

    key_words: tuple[str, ...]
    roots: Path
    timestamp: str = ""

    def sign(self, program: Path) -> None:
        """Sign a program where it lies, and verify it.

        Raises:
            SigningFailed: it could not be signed, or the signature is not accepted.
        """
        signed = program.with_name(f"{program.name}.signed")
        signed.unlink(missing_ok=True)
        words = [*self.key_words, "-h", "sha256", "-n", "So Hoi"]
        if self.timestamp:
            words += ["-ts", self.timestamp]
        _run(["osslsigncode", "sign", *words, "-in", str(program), "-out", str(signed)])
        signed.replace(program)
        self.verify(program)

    def verify(self, program: Path) -> None:
        """Have osslsigncode accept the signature.

        Raises:
            SigningFailed: it does not.
        """
        words = ["osslsigncode", "verify", "-CAfile", str(self.roots), "-TSA-CAfile", str(self.roots)]
        said = _run([*words, "-in", str(program)])
        if "Succeeded" not in said:
            raise SigningFailed(f"the signature of {program.name} is not accepted\n{said[-2000:]}")


def signer(folder: Path, environment: Mapping[str, str] = os.environ) -> Signer:
    """The certificate that the environment names, else the folder's throw-away one, made when it is missing.

    Raises:
        SigningFailed: it cannot be made, or the named one is not there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if named := environment.get("SOHOI_CERTIFICATE"):
        certificate = Path(named).expanduser()
        if not certificate.is_file():
            raise SigningFailed(f"SOHOI_CERTIFICATE names {certificate}, and there is no such file")
        password = folder / "password"
        password.touch(mode=0o600)
        password.write_text(environment.get("SOHOI_CERTIFICATE_PASSWORD", ""), encoding="utf-8")
        roots = Path(environment.get("SOHOI_CERTIFICATE_ROOTS") or SYSTEM_ROOTS)
        words = ("-pkcs12", str(certificate), "-readpass", str(password))
        return Signer(words, roots, environment.get("SOHOI_TIMESTAMP", ""))
    certificate, key, roots = folder / "throw-away.pem", folder / "throw-away.key", folder / "roots.pem"
    if not (certificate.is_file() and key.is_file() and roots.is_file()):
        _make_throw_away(folder, certificate, key, roots)
    return Signer(("-certs", str(certificate), "-key", str(key)), roots)


def _make_throw_away(folder: Path, certificate: Path, key: Path, roots: Path) -> None:
    """A root of its own and a certificate for code below it."""
    with tempfile.TemporaryDirectory(dir=folder) as passing:
        root_key, request, what = (Path(passing, name) for name in ("root.key", "request.pem", "what.cnf"))
        new = ["openssl", "req", "-new", "-newkey", "rsa:3072", "-nodes"]
        _run(
            [
                *new,
                "-x509",
                "-days",
                DAYS,
                "-subj",
                f"/CN={THROW_AWAY} root",
                "-keyout",
                str(root_key),
                "-out",
                str(roots),
            ]
        )
        _run([*new, "-subj", f"/CN={THROW_AWAY}", "-keyout", str(key), "-out", str(request)])
        what.write_text("basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=codeSigning\n")
        words = ["-CA", str(roots), "-CAkey", str(root_key), "-CAcreateserial", "-days", DAYS, "-extfile", str(what)]
        _run(["openssl", "x509", "-req", "-sha256", "-in", str(request), *words, "-out", str(certificate)])
    key.chmod(0o600)


def _run(words: Sequence[str]) -> str:
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SigningFailed(
            f"{words[0]} {words[1]} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout + done.stderr


if __name__ == "__main__":
    own = signer(layout.BUILD / "signing")
    for name in sys.argv[1:]:
        own.sign(Path(name))
