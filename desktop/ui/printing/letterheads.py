"""The office's letterhead: the standard lines of a variant, with those that were changed in the settings."""

from dataclasses import replace
from typing import Any

from desktop.forms.letterhead import Letterhead, Signer, Variant, standard
from desktop.registers.office_settings import OfficeSettings

LINES = ("superior", "issuer", "nation", "motto", "place", "signer", "signer_name", "preparer")
_OF_LIST_ONLY = frozenset({"place", "signer", "signer_name", "preparer"})


def lines_of(variant: str) -> tuple[str, ...]:
    """The lines that a variant prints; D has no head."""
    return tuple(line for line in LINES if variant != "D" or line in _OF_LIST_ONLY)


def standard_letterhead(variant: str, *, commune: str, province: str, branch: str = "") -> Letterhead:
    """The lines a commune starts with."""
    return standard(Variant(variant), commune=_inside(commune), province=_inside(province), branch=branch)


def letterhead_of(settings: OfficeSettings, *, commune: str, province: str, branch: str = "") -> Letterhead:
    """The lines its papers bear now; a paper of one branch names that branch where the variant does."""
    head = standard_letterhead(settings.variant, commune=commune, province=province, branch=branch)
    for line in LINES:
        text = settings.line(settings.variant, line)
        if text is not None and not (line == "issuer" and settings.variant == "C" and branch):
            head = with_line(head, line, text)
    return head


def text_of(head: Letterhead, line: str) -> str:
    """One line as it is edited; a signer's lines one under the other."""
    match line:
        case "signer":
            return "\n".join(head.signer.lines)
        case "signer_name":
            return head.signer.name
        case "preparer":
            return "\n".join(head.preparer.lines)
    return str(getattr(head, line))


def with_line(head: Letterhead, line: str, text: str) -> Letterhead:
    """The letterhead with another text in one line."""
    match line:
        case "signer":
            return replace(head, signer=replace(head.signer, lines=tuple(text.splitlines())))
        case "signer_name":
            return head.signed_by(text)
        case "preparer":
            return replace(head, preparer=Signer(tuple(text.splitlines()), hint=head.preparer.hint))
    change: dict[str, Any] = {line: text}
    return replace(head, **change)


def _inside(unit: str) -> str:
    """A unit's name inside a line: "Xã Phú Lương" as "xã Phú Lương"."""
    return unit[:1].lower() + unit[1:]
