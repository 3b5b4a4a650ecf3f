"""The gallery of docs/screens: `python -m tests.screens docs/screens` renews it from the tour."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from desktop.__main__ import main
from desktop.ui.theme import Look
from tests.ui.exchange.gallery import ExchangeGallery

IN_EVERY_LOOK = ("home", "member", "meeting-plan", "import-columns", "settings")
LOOKS = [Look(theme, scale) for theme in ("light", "dark", "contrast") for scale in (100, 200)]
EXCHANGE_IN_EVERY_LOOK = ("exchange-waiting", "exchange-conflict")
PAPERS = {"HN-01": "roster", "HV-02": "branch-list", "HN-04": "minutes", "HT-01": "gifts"}
FROM_WINDOWS = "windows-"  # taken of the installed program, by the tests of the installer
PAPER_DPI = 80
COLOURS = 128


def renew(gallery: Path) -> int:
    """Take the tour and keep what the gallery shows; returns how many pictures."""
    with tempfile.TemporaryDirectory() as folder:
        tour = Path(folder) / "tour"
        if main(["tour", str(tour)]):
            raise SystemExit("the tour did not end well")
        gallery.mkdir(parents=True, exist_ok=True)
        for old in gallery.glob("*.png"):
            if not old.name.startswith(FROM_WINDOWS):
                old.unlink()
        kept = [path for path in sorted((tour / "hinh").glob("*.png")) if _is_kept(path)]
        for path in kept:
            _small(Image.open(path)).save(gallery / path.name, optimize=True)
        for code, name in PAPERS.items():
            pdf = pypdfium2.PdfDocument(next((tour / "giay-to").glob(f"{code} *.pdf")))
            page = pdf[0].render(scale=PAPER_DPI / 72).to_pil()
            pdf.close()
            _small(page).save(gallery / f"{name}.png", optimize=True)
        return len(kept) + len(PAPERS) + renew_exchange(gallery, Path(folder))


def renew_exchange(gallery: Path, scratch: Path) -> int:
    """Keep the exchange page in all its states; returns how many pictures.

    Args:
        scratch: A folder that goes afterwards. A program must have run before, for a window needs an application.
    """
    exchange = ExchangeGallery(scratch / "so")
    exchange.take(LOOKS, scratch / "exchange")
    exchange.close()
    paths = sorted((scratch / "exchange").glob("*.png"))
    kept = [path for path in paths if _is_kept(path, EXCHANGE_IN_EVERY_LOOK)]
    for path in kept:
        _small(Image.open(path)).save(gallery / path.name, optimize=True)
    return len(kept)


def _is_kept(path: Path, in_every_look: Sequence[str] = IN_EVERY_LOOK) -> bool:
    scene, theme, scale = path.stem.rsplit("-", 2)
    return (theme, scale) == ("light", "100") or scene in in_every_look


def _small(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    print(f"{renew(Path(sys.argv[1]))} pictures in {sys.argv[1]}")
