"""Signatures on programs and installer, so that Windows can tell who made them and that nothing was changed.

Without a certificate a throw-away one is made: it proves that signing works and is trusted by nobody. The installer's
script calls `sign.py FOLDER FILE` for the uninstaller.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NAME: Final = "Sổ Hội"
CERTIFICATE: Final = "SOHOI_CERTIFICATE"  # a PKCS#12 file
PASSWORD: Final = "SOHOI_CERTIFICATE_PASSWORD"
TIMESTAMP: Final = "SOHOI_TIMESTAMP"  # address of a timestamp server; only with a certificate that is given


class SigningFailed(Exception):
    """A file could not be signed, or its signature does not hold; the text has the tool's last words."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs.

    Attributes:
        certificate: PKCS#12 file.
        password: File that holds its password.
        trusted: PEM file of the certificate that signatures are verified against; None leaves that to the system's.
    """

    certificate: Path
    password: Path
    trusted: Path | None
    timestamp: str = ""

    def sign(self, file: Path) -> None:
        """Sign a file in place.

        Raises:
            SigningFailed: the file is as it was.
        """
        signed = file.with_name(f"{file.name}.signed")
        signed.unlink(missing_ok=True)
        who = ["-pkcs12", str(self.certificate), "-readpass", str(self.password), "-h", "sha256", "-n", NAME]
        when = ["-ts", self.timestamp] if self.timestamp else []
        _run(["osslsigncode", "sign", *who, *when, "-in", str(file), "-out", str(signed)])
        signed.replace(file)

    def verify(self, file: Path) -> None:
        """Look whether a signature is there and holds.

        Raises:
            SigningFailed: it does not.
        """
        trusted = ["-CAfile", str(self.trusted)] if self.trusted else []
        _run(["osslsigncode", "verify", *trusted, "-in", str(file)])


def signer(folder: Path) -> Signer:
    """The given certificate, or a throw-away one.

    Args:
        folder: Where the throw-away one is made and kept from everybody else.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    password = folder / "password"
    if given := os.environ.get(CERTIFICATE):
        _write_secret(password, os.environ.get(PASSWORD, ""))
        return Signer(Path(given), password, None, os.environ.get(TIMESTAMP, ""))
    key, certificate, store = folder / "key.pem", folder / "certificate.pem", folder / "certificate.p12"
    if not store.exists():
        _write_secret(password, os.urandom(24).hex())
        new = ["-x509", "-newkey", "rsa:3072", "-sha256", "-noenc", "-keyout", str(key), "-out", str(certificate)]
        about = ["-subj", f"/CN={NAME} (thử)", "-utf8", "-days", "3650"]
        use = ["-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=critical,digitalSignature"]
        _run(["openssl", "req", *new, *about, *use])
        files = ["-inkey", str(key), "-in", str(certificate), "-out", str(store)]
        _run(["openssl", "pkcs12", "-export", *files, "-passout", f"file:{password}"])
        key.unlink()
    return Signer(store, password, certificate)


def _write_secret(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")


def _run(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SigningFailed(f"{' '.join(words[:2])} ended with {done.returncode}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    signer(Path(sys.argv[1])).sign(Path(sys.argv[2]))
