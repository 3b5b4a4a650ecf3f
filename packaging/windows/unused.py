"""What the wheels bring and the program never loads: named here once, for the build and for the .spec."""

import re
from pathlib import Path
from typing import Final

MODULES: Final = (
    "_wmi",  # Wine lacks what it calls; Python does without
    "desktop.tour",
    # a package of fonts: papers are set in Times New Roman, else in the Liberation Serif that goes along
    "fontpkg",
    "fontpkg_noto_serif",
    # other ways to the network than the plain one
    "anyio",
    "h2",
    "httpx._main",
    "sniffio",
    "socksio",
    "trio",
    # command lines and tables of libraries
    "click",
    "pygments",
    "rich",
    "tabulate",
    # the province's server and its database
    "fastapi",
    "jinja2",
    "psycopg",
    "psycopg2",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.testing",
    "sqlite3",
    "sqlite_utils",
    "uvicorn",
    # kinds of pictures that no paper has
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingmath",
    "PIL._imagingmorph",
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.ImageQt",
    "PIL.ImageTk",
    # builds and tests
    "_distutils_hack",
    "distutils",
    "doctest",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pdb",
    "pip",
    "pkg_resources",
    "pydoc",
    "reportlab.graphics.testshapes",
    "setuptools",
    "test",
    "tkinter",
    "turtle",
    "unittest",
    "venv",
    # what libraries would use if it were there
    "IPython",
    "charset_normalizer",
    "lxml",
    "matplotlib",
    "multiprocessing",
    "numpy",
    "pandas",
    "zstandard._cffi",
    "zstandard.backend_cffi",
)
SERVER: Final = "sync.server"
OF_THE_SERVER: Final = frozenset({"sync.server", "sync.server.texts"})  # the window says the province's sentences

FILES: Final = re.compile(
    r"PySide6/("
    r"(qml|translations|metatypes|typesystems|include|resources|scripts|support|lib|glue)/"
    r"|[\w.]+\.(exe|pyi)"
    r"|opengl32sw\.dll"
    r"|Qt6(?!(Core|Gui|Network|PrintSupport|Widgets)\.dll)\w+\.dll"
    r"|Qt(?!(Core|Gui|Network|PrintSupport|Widgets)\.)\w+\.pyd"
    r"|(pyside6qml|pyside6qmlabi3)[\w.]*"
    r"|plugins/(?!platforms/qwindows\.dll)"
    r")"
    r"|PIL/(?!(Bmp|Gif|Jpeg|Png|Ppm)ImagePlugin)\w+ImagePlugin\.py"
    r"|certifi/cacert\.pem"  # the program trusts its province's certificate and nobody else's
    r"|[\w.-]+\.dist-info/(direct_url\.json|INSTALLER|RECORD|REQUESTED|WHEEL|sboms/.*)",
)


def is_unused(path: str) -> bool:
    """Tell whether a file of the packages' folder is one that the program never loads.

    Args:
        path: Relative to that folder; slashes of either kind.
    """
    return FILES.match(path.replace("\\", "/")) is not None


def prune(packages: Path) -> None:
    """Take such files of Qt and Pillow out of a folder, so that the build need not look into them."""
    for package in ("PySide6", "PIL"):
        for file in sorted((packages / package).rglob("*")):
            if file.is_file() and is_unused(file.relative_to(packages).as_posix()):
                file.unlink()


def server_modules(root: Path) -> list[str]:
    """The server's modules that stay behind."""
    return [name for name in modules(root, SERVER) if name not in OF_THE_SERVER]


def modules(root: Path, package: str) -> list[str]:
    """Every module of a package of this repository, found as files."""
    found = []
    for file in sorted((root / package.replace(".", "/")).rglob("*.py")):
        words = file.relative_to(root).with_suffix("").parts
        found.append(".".join(words[:-1] if words[-1] == "__init__" else words))
    return found
