"""The tokens are readable, and a look reaches every widget at once."""

from itertools import product

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QRawFont
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Look, apply_look, current, icon
from desktop.ui.theme.figures import with_tabular_figures
from desktop.ui.theme.fonts import body_font, load_font
from desktop.ui.theme.icon_paths import STROKES
from desktop.ui.theme.icons import path_of
from desktop.ui.theme.look import hold_font
from desktop.ui.theme.pictures import publish_pictures
from desktop.ui.theme.tokens import SCALES, THEMES, Colours, contrast

WORDS = ("text", "muted", "accent", "good", "attention", "stop")
GROUNDS = ("surface", "page", "raised")


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out_from_every_ground(theme: str) -> None:
    colours = THEMES[theme]
    for word, ground in product(WORDS, GROUNDS):
        assert contrast(getattr(colours, word), getattr(colours, ground)) >= 4.5, (word, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.text, colours.tint) >= 4.5
    assert contrast(colours.accent, colours.tint) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_border_of_an_input_is_visible(theme: str) -> None:
    colours = THEMES[theme]
    assert min(contrast(colours.field_line, getattr(colours, ground)) for ground in GROUNDS) >= 3


def test_the_tokens_are_those_of_the_design() -> None:
    assert (THEMES["light"].accent, THEMES["dark"].accent, THEMES["contrast"].accent) == (
        "#8A2352",
        "#E08BB0",
        "#FFFF00",
    )


def test_figures_are_all_equally_wide(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert metrics.horizontalAdvance("1" * 10) == metrics.horizontalAdvance("0" * 10)


def test_the_patched_font_is_still_the_same_font(qapp: QApplication) -> None:
    from fontpkg_be_vietnam_pro import ROOT

    plain = (ROOT / "files" / "BeVietnamPro-Regular.ttf").read_bytes()
    patched = with_tabular_figures(plain)
    assert len(patched) == len(plain)
    assert with_tabular_figures(patched) == patched
    assert load_font() in QFontDatabase.families()


def test_the_font_has_every_vietnamese_letter(qapp: QApplication) -> None:
    font = QRawFont.fromFont(qapp.font())
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    assert [letter for letter in letters + letters.upper() if not font.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("scale", SCALES)
def test_text_grows_with_the_setting_and_is_never_smaller_than_eleven_points(qapp: QApplication, scale: int) -> None:
    apply_look(Look("light", scale))
    assert qapp.font().pointSizeF() == 11 * scale / 100
    label = QLabel("Hội viên")
    label.ensurePolished()
    assert label.font().pointSizeF() >= 11


def test_a_new_look_reaches_open_windows(qtbot: QtBot) -> None:
    window = QWidget()
    title = QLabel("Hội viên")
    title.setProperty("role", "title")
    QVBoxLayout(window).addWidget(title)
    qtbot.addWidget(window)
    window.show()
    assert title.font().pointSizeF() == 22
    apply_look(Look("dark", 200))
    assert title.font().pointSizeF() == 44
    assert window.palette().window().color().name().upper() == THEMES["dark"].page
    assert current() == Look("dark", 200)


@pytest.mark.parametrize("name", STROKES)
def test_every_icon_draws_inside_its_grid(qapp: QApplication, name: str) -> None:
    bounds = path_of(name).boundingRect()
    assert bounds.left() >= 0.9
    assert bounds.top() >= 0.9
    assert bounds.right() <= 23.1
    assert bounds.bottom() <= 23.1
    assert not icon(name).pixmap(24, 24).isNull()


def test_an_unknown_icon_is_a_mistake_found_at_once() -> None:
    with pytest.raises(KeyError):
        icon("no such icon")


def _ink(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    cross = icon("add")
    for theme in THEMES:
        apply_look(Look(theme))
        assert THEMES[theme].text in _ink(cross.pixmap(48, 48).toImage())


def test_the_pictures_of_the_stylesheet_can_be_read(look: Look) -> None:
    address = publish_pictures(look)
    for name in ("down", "up", "right", "check", "dot"):
        assert QFile.exists(f"{address}/{name}.png")
        assert not QImage(f"{address}/{name}.png").isNull()
    assert not QFile.exists(f"{address}/nothing.png")


def test_a_tick_is_seen(qtbot: QtBot, look: Look) -> None:
    box = QCheckBox("")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()
    empty = box.grab().toImage()
    box.setChecked(True)
    assert box.grab().toImage() != empty


def test_a_stylesheet_is_understood_whole(qtbot: QtBot, look: Look) -> None:
    # Qt warns of what it cannot parse, and a Qt warning fails a test.
    button = QPushButton("In")
    qtbot.addWidget(button)
    button.show()
    assert button.height() >= look.px(34)


def test_colours_are_written_alike() -> None:
    for colours in THEMES.values():
        for name in Colours.__slots__:
            value = getattr(colours, name)
            assert len(value) == 7
            assert value == value.upper()


@pytest.mark.parametrize("kind", ["QMenu", "QAbstractItemView", "QHeaderView", "QTipLabel"])
def test_fonts_that_the_system_asks_for_are_taken_back(kind: str, look: Look) -> None:
    QApplication.setFont(QFont("MS Shell Dlg", 8), kind)  # as Windows does when the stylesheet is set
    hold_font(look)
    assert QApplication.font(kind) == body_font(look.scale)
