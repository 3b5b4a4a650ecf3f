"""The design tokens: every colour, distance and size of the window, in one place."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours, each as "#RRGGBB".

    Attributes:
        surface: Lists, inputs and cards.
        page: Behind them.
        raised: Popups, menus, the side panel.
        text: What is read.
        muted: What is read second.
        line: Borders and rules.
        field_line: The border of an input or a button; 3:1 against what is around it.
        accent: The one accent; selection, the main button, focus.
        on_accent: Text upon it.
        tint: The accent, thinned, behind a chosen row.
        good: Done, kept, received; always beside a word.
        attention: Needs her; always beside a word.
        stop: Refused, deleted; always beside a word.
    """

    surface: str
    page: str
    raised: str
    text: str
    muted: str
    line: str
    field_line: str
    accent: str
    on_accent: str
    tint: str
    good: str
    attention: str
    stop: str


LIGHT: Final = Colours(
    surface="#FFFFFF",
    page="#F7F5F3",
    raised="#FFFFFF",
    text="#231F20",
    muted="#6B6264",
    line="#E4DEDB",
    field_line="#8F8689",
    accent="#8A2352",
    on_accent="#FFFFFF",
    tint="#F6E8EF",
    good="#2F7D4F",
    attention="#A85800",
    stop="#B3261E",
)
DARK: Final = Colours(
    surface="#1E1B1D",
    page="#161415",
    raised="#262225",
    text="#F1ECEE",
    muted="#A89FA2",
    line="#3A3437",
    field_line="#7D7478",
    accent="#E08BB0",
    on_accent="#2A0F1C",
    tint="#3B2430",
    good="#7BC79A",
    attention="#F0B25A",
    stop="#F28B82",
)
CONTRAST: Final = Colours(
    surface="#000000",
    page="#000000",
    raised="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    field_line="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    tint="#000000",
    good="#FFFFFF",
    attention="#FFFFFF",
    stop="#FFFFFF",
)
THEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

SPACE: Final = (4, 8, 12, 16, 24, 32)
XS, S, M, L, XL, XXL = SPACE
RADIUS: Final = 6
ROW: Final = 36
COMPACT_ROW: Final = 28
CONTROL: Final = 36
FAMILY: Final = "Be Vietnam Pro"
BODY_PT: Final = 11
SUBHEADING_PT: Final = 13
HEADING_PT: Final = 16
TITLE_PT: Final = 22
SCALES: Final = (100, 125, 150, 175, 200)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21

    Source:
        WCAG 2.2, relative luminance.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
