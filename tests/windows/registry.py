"""What the registry of Windows says, read from an exported file, and a file to be imported."""

import re
from typing import Final

Keys = dict[str, dict[str, str]]

CLASSES: Final = r"HKEY_CURRENT_USER\Software\Classes"
UNINSTALL: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\SoHoi"
RUN_ONCE: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\RunOnce"
_VALUE = re.compile(r'(?:@|"(?P<name>(?:[^"\\]|\\.)*)")=(?P<value>.*)')
_ESCAPED = re.compile(r"\\(.)")


def read(text: str, key: str) -> Keys:
    """The values below a key.

    Args:
        text: An exported file.
        key: Which key was exported, in full.
    Returns:
        Name and value by subkey relative to `key`; the value without a name has the name "". Texts come without
        their quotes, other kinds as they are written: `dword:0001a2b3`.
    """
    found: Keys = {}
    values: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("["):
            values = found.setdefault(line.strip("[]").removeprefix(key).strip("\\"), {})
        elif told := _VALUE.fullmatch(line):
            value = told["value"]
            text_value = value.startswith('"') and value.endswith('"')
            values[_plain(told["name"] or "")] = _plain(value[1:-1]) if text_value else value
    return found


def written(key: str, name: str, value: str | None) -> str:
    """A file to be imported that sets one text below a key, or removes it where it is None."""
    told = "-" if value is None else f'"{_escaped(value)}"'
    return f'Windows Registry Editor Version 5.00\r\n\r\n[{key}]\r\n"{_escaped(name)}"={told}\r\n'


def words(line: str) -> list[str]:
    """The words of a command line of Windows.

    >>> words(r'"C:\\Program Files\\x.exe" "%1" /S')
    ['C:\\\\Program Files\\\\x.exe', '%1', '/S']
    """
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def _escaped(text: str) -> str:
    return re.sub(r'([\\"])', r"\\\1", text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
