"""The one stylesheet, made from the tokens and the text size.

A widget asks for its manner with a dynamic property: `role` on labels, frames and buttons, `state` on inputs.
"""

from desktop.ui.theme import tokens
from desktop.ui.theme.look import Look

_LINE_INSET = 2  # by which Qt sets the text of a line in, and of nothing else

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {field_line}; padding: 4px 8px; }}

QLabel {{ background: transparent; color: {text}; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="subheading"] {{ font-size: {subheading}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="good"] {{ color: {good}; }}
QLabel[role="attention"] {{ color: {attention}; }}
QLabel[role="stop"] {{ color: {stop}; }}
QLabel[role="accent"] {{ color: {accent}; font-weight: 600; }}
QLabel[role="code"] {{ font-size: {heading}pt; font-weight: 600; background: {surface}; color: {text};
    border: 1px solid {field_line}; border-radius: {radius}px; padding: 12px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
    background: {surface}; color: {text}; border: 1px solid {field_line}; border-radius: {radius}px;
    padding: {pad_v}px {pad_h}px; min-height: {control}px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QPlainTextEdit, QTextEdit {{ padding: {pad_v}px 6px; }}
QAbstractSpinBox {{ padding: {spin_v}px {pad_line}px; min-height: {spin}px; }}
QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: {spin_v_in}px {pad_line_in}px; }}
QComboBox {{ padding-left: {pad_line}px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: {pad_v_in}px {pad_h_in}px; }}
QComboBox:focus {{ padding-left: {pad_line_in}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {pad_v_in}px 5px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{
    background: {page}; color: {muted}; border-color: {line}; }}
QLineEdit[readOnly="true"] {{ background: {page}; }}
QLineEdit[state="problem"], QPlainTextEdit[state="problem"], QComboBox[state="problem"] {{ border: 2px solid {stop};
    padding: {pad_v_in}px {pad_h_in}px; }}
QLineEdit QToolButton, QLineEdit QToolButton:focus {{ min-height: 0; padding: 0; border: none;
    background: transparent; }}
QLineEdit QToolButton:hover {{ background: {tint}; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: {arrow_box}px; }}
QComboBox::down-arrow {{ image: url({pictures}/down.png); width: {chevron}px; height: {chevron}px; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {field_line}; outline: 0;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox QAbstractItemView::item {{ padding: {pad_v}px {pad_h}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent;
    width: {arrow_box}px; }}
QAbstractSpinBox::up-arrow {{ image: url({pictures}/up.png); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::down-arrow {{ image: url({pictures}/down.png); width: {arrow}px; height: {arrow}px; }}

QCheckBox, QRadioButton {{ color: {text}; background: transparent; spacing: {pad_h}px; padding: 4px;
    border: 1px solid transparent; border-radius: {radius}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {muted}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{
    width: {tick}px; height: {tick}px; border: 1px solid {field_line}; background: {surface}; }}
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {tick_round}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url({pictures}/check.png); }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({pictures}/dot.png); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {page}; border-color: {line}; }}

QPushButton, QToolButton {{ background: {surface}; color: {text}; border: 1px solid {field_line};
    border-radius: {radius}px; padding: {pad_v}px {pad_button}px; min-height: {control}px; }}
QToolButton {{ padding: {pad_v}px {pad_v}px; }}
QPushButton:hover, QToolButton:hover {{ background: {tint}; border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: {pad_v_in}px {pad_button_in}px; }}
QToolButton:focus {{ padding: {pad_v_in}px {pad_v_in}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; border-color: {line}; background: {page}; }}
QPushButton:checked, QToolButton:checked {{ background: {tint}; border-color: {accent}; color: {accent}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ border-color: {text}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {line}; color: {disabled_text}; border-color: {line}; }}
QPushButton[role="danger"] {{ color: {stop}; border-color: {stop}; }}
QPushButton[role="danger"]:focus {{ border: 2px solid {stop}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {tint}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {accent}; padding: 2px 1px;
    min-height: 0; text-align: left; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="fact"] {{ background: transparent; border: 1px solid transparent; color: {text}; padding: 2px 4px;
    min-height: 0; }}
QPushButton[role="fact"]:hover {{ text-decoration: underline; color: {accent}; }}
QPushButton[role="fact"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="stat"] {{ background: transparent; border: 1px solid transparent; text-align: left;
    padding: 4px 8px; }}
QPushButton[role="stat"]:hover {{ background: {tint}; border-color: {line}; }}
QPushButton[role="stat"]:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QPushButton[role="nav"] {{ background: transparent; border: 1px solid transparent; border-radius: {radius}px;
    text-align: left;
    padding: {nav_pad}px {pad_h}px; }}
QPushButton[role="nav"]:hover {{ background: {tint}; }}
QPushButton[role="nav"]:checked {{ background: {tint}; color: {accent}; font-weight: 600;
    border-left: 4px solid {accent};
    border-top-left-radius: 0; border-bottom-left-radius: 0; padding-left: {nav_checked_pad}px; }}
QPushButton[role="nav"]:focus {{ border: 2px solid {accent}; padding: {nav_pad_in}px {pad_h_in}px; }}

QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: {radius}px; }}
QFrame[role="raised"] {{ background: {raised}; border: 1px solid {field_line}; border-radius: {radius}px; }}
QFrame[role="panel"] {{ background: {surface}; border: none; border-left: 1px solid {line}; }}
QFrame[role="nav"] {{ background: {surface}; border: none; border-right: 1px solid {line}; }}
QFrame[role="topbar"] {{ background: {surface}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="footer"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame[role="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="strip"] {{ background: {raised}; border: 1px solid {field_line}; border-radius: {radius}px;
    border-top-left-radius: 0; border-bottom-left-radius: 0; }}
QFrame[role="strip"][tone="good"] {{ border: 1px solid {good}; border-left: 6px solid {good}; }}
QFrame[role="strip"][tone="attention"] {{ border: 1px solid {attention}; border-left: 6px solid {attention}; }}
QFrame[role="strip"][tone="stop"] {{ border: 1px solid {stop}; border-left: 6px solid {stop}; }}
QFrame[role="strip"][tone="plain"] {{ border: 1px solid {accent}; border-left: 6px solid {accent}; }}
QFrame[role="tag"] {{ background: transparent; border: 1px solid {field_line}; border-radius: {radius}px; }}
QFrame[role="tag"][tone="good"] {{ border-color: {good}; }}
QFrame[role="tag"][tone="attention"] {{ border-color: {attention}; }}
QFrame[role="tag"][tone="stop"] {{ border-color: {stop}; }}
QFrame[role="overlay"] {{ background: {page}; border: none; }}
QGroupBox {{ border: 1px solid {line}; border-radius: {radius}px; margin-top: {group_top}px; padding: 8px;
    background: {surface}; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 8px; padding: 0 4px; color: {text}; }}

QAbstractItemView {{ background: {surface}; alternate-background-color: {page}; color: {text}; border: 1px solid {line};
    border-radius: {radius}px; outline: 0; gridline-color: {line};
    selection-background-color: {row_back}; selection-color: {row_text}; }}
QAbstractItemView::item:selected {{ background: {row_back}; color: {row_text}; }}
QAbstractItemView:focus {{ border: 1px solid {accent}; }}
QListView[role="bare"], QListView[role="bare"]:focus {{ border: none; background: transparent; }}
QListView::item {{ padding: {pad_v}px {pad_h}px; }}
QTableView::item {{ padding: 0 6px; }}
QTableView::item:selected {{ background: {row_back}; color: {row_text}; }}
QTreeView::item {{ padding: {pad_v}px 2px; }}
QTreeView::branch:has-children:closed {{ image: url({pictures}/right.png); }}
QTreeView::branch:has-children:open {{ image: url({pictures}/down.png); }}
QHeaderView {{ background: {page}; border: none; }}
QHeaderView::section {{ background: {page}; color: {text}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; padding: {pad_v}px 6px; font-weight: 600; }}
QHeaderView::down-arrow {{ image: url({pictures}/down.png); width: {arrow}px; height: {arrow}px; }}
QHeaderView::up-arrow {{ image: url({pictures}/up.png); width: {arrow}px; height: {arrow}px; }}
QTableCornerButton::section {{ background: {page}; border: none; }}
{contrast_extras}

QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none; border-bottom: 3px solid transparent;
    padding: {pad_v}px {pad_h}px; margin-right: 4px; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom: 3px solid {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ border: 1px solid {accent}; border-bottom: 3px solid {accent}; }}

QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {field_line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenu {{ background: {raised}; color: {text}; border: 1px solid {field_line}; padding: 4px; }}
QMenu::item {{ padding: {pad_v}px {menu_pad}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; background: transparent; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::indicator {{ width: {tick}px; height: {tick}px; margin-left: 6px; border: 1px solid {field_line};
    border-radius: 4px;
    background: {surface}; }}
QMenu::indicator:checked {{ background: {accent}; image: url({pictures}/check.png); }}

QProgressBar {{ background: {line}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSlider::groove:horizontal {{ background: {field_line}; height: 4px; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {accent}; width: {tick}px; margin: -{tick_half}px 0;
    border-radius: {tick_half}px; }}
QDialog, QMainWindow, QWidget[role="page"] {{ background: {page}; }}
"""

_CONTRAST_EXTRAS = """
QPushButton:hover, QToolButton:hover { border: 2px solid #FFFF00; }
QPushButton[role="primary"]:disabled { color: #FFFFFF; background: #000000; border: 1px dashed #FFFFFF; }
QPushButton:disabled, QToolButton:disabled { border: 1px dashed #FFFFFF; }
"""


def stylesheet(look: Look, pictures: str) -> str:
    """The stylesheet of one look.

    Args:
        pictures: The resource address its arrows and ticks stand under.
    """
    colours, px, pt = look.colours, look.px, look.pt
    pad_v, pad_h, pad_button = px(7), px(8), px(14)
    row_colours = (colours.accent, colours.on_accent) if look.theme == "contrast" else (colours.tint, colours.text)
    return _SHEET.format(
        **{name: getattr(colours, name) for name in colours.__slots__},
        pictures=pictures,
        row_back=row_colours[0],
        row_text=row_colours[1],
        disabled_text=colours.text,
        title=pt(tokens.TITLE_PT),
        heading=pt(tokens.HEADING_PT),
        subheading=pt(tokens.SUBHEADING_PT),
        radius=tokens.RADIUS,
        pad_v=pad_v,
        pad_v_in=pad_v - 1,
        pad_h=pad_h,
        pad_h_in=pad_h - 1,
        pad_line=pad_h + _LINE_INSET,
        pad_line_in=pad_h + _LINE_INSET - 1,
        pad_button=pad_button,
        pad_button_in=pad_button - 1,
        spin_v=px(2),
        spin_v_in=px(2) - 1,
        menu_pad=px(20),
        nav_pad=px(6),
        nav_pad_in=px(6) - 1,
        nav_checked_pad=pad_h - 3,
        control=px(tokens.CONTROL) - 2 * pad_v - 2,
        spin=px(tokens.CONTROL) - 2 * px(2) - 2,
        arrow=px(14),
        chevron=px(20),
        arrow_box=px(32),
        tick=px(20),
        tick_round=px(20) // 2 + 1,
        tick_half=px(20) // 2 - 2,
        bar=px(12),
        group_top=px(12),
        contrast_extras=_CONTRAST_EXTRAS if look.theme == "contrast" else "",
    )
