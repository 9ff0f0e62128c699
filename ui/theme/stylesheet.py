"""The one stylesheet, made from the tokens; selectors name roles (`ui.theme.roles`), not screens."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from string import Template

from ui.theme import metrics
from ui.theme.tokens import Theme

_TEXT = Template("""
QWidget { color: $text; font-size: ${interface}px; }
QMainWindow, QDialog, QWizard, QMessageBox { background: $ground; }
QLabel { background: transparent; }
*[type="caption"] { font-size: ${caption}px; }
*[type="note"] { font-size: ${note}px; }
*[type="title"] { font-size: ${title}px; font-weight: 600; }
*[type="page"] { font-size: ${page}px; font-weight: 600; }
*[strong="true"] { font-weight: 600; }
*[tone="text"] { color: $text; }
*[tone="muted"] { color: $muted; }
*[tone="accent"] { color: $accent; }
*[tone="danger"] { color: $danger; }
*[tone="caution"] { color: $caution; }
*[tone="good"] { color: $good; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
""")

_SURFACES = Template("""
*[surface="ground"] { background: $ground; }
*[surface="plain"] { background: $surface; }
*[surface="card"] { background: $surface; border: 1px solid $border; border-radius: ${radius}px; }
*[surface="raised"] { background: $raised; border-radius: ${radius}px; }
*[surface="accent"] { background: $accent_ground; border-radius: ${radius}px; }
QFrame[tone="danger"][edge="left"] { border-left: 3px solid $danger; }
QFrame[tone="danger"][edge="right"] { border-right: 3px solid $danger; }
QFrame[tone="caution"][edge="left"] { border-left: 3px solid $caution; }
QFrame[tone="caution"][edge="right"] { border-right: 3px solid $caution; }
QFrame[tone="good"][edge="left"] { border-left: 3px solid $good; }
QFrame[tone="good"][edge="right"] { border-right: 3px solid $good; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $surface; border-top: 1px solid $border; min-height: 32px; }
QStatusBar::item { border: none; }
QStatusBar QPushButton[kind="quiet"] { padding: 3px 8px; }
QStatusBar QPushButton[kind="quiet"]:focus { padding: 2px 7px; }
""")

_BUTTONS = Template("""
QPushButton, QToolButton {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 6px 16px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {
  background: $accent_ground;
}
QPushButton:focus, QToolButton:focus { border: ${ring}px solid $accent; padding: 5px 15px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; background: $raised; }
QToolButton { padding: 4px 8px; }
QToolButton:focus { padding: 3px 7px; }
*[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
*[kind="primary"]:hover, *[kind="primary"]:pressed { background: $accent_hover; border-color: $accent_hover; }
*[kind="primary"]:focus { border: ${ring}px solid $text; }
*[kind="primary"]:disabled { background: $raised; color: $disabled; border-color: $border; }
*[kind="quiet"] { background: transparent; border-color: transparent; padding: 6px 8px; }
*[kind="quiet"]:hover { background: $raised; }
*[kind="quiet"]:focus { border: ${ring}px solid $accent; padding: 5px 7px; }
*[kind="quiet"]:disabled, *[kind="link"]:disabled { background: transparent; color: $disabled; }
*[kind="danger"] { color: $danger; border-color: $danger; }
*[kind="danger"]:disabled { color: $disabled; border-color: $border; }
*[kind="danger"]:focus { border: ${ring}px solid $danger; }
*[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 4px; }
*[kind="link"]:hover { text-decoration: underline; }
*[kind="link"]:focus { border: ${ring}px solid $accent; padding: 1px 3px; }
QCheckBox, QRadioButton {
  spacing: 8px; padding: 4px; border: ${ring}px solid transparent; border-radius: 4px; outline: none;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator {
  width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check_image"); }
QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $muted; border-radius: 9px; background: $surface;
}
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $disabled; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QDateEdit, QSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px; padding: 6px 8px;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus, QDateEdit:focus, QSpinBox:focus,
QComboBox:focus { border: ${ring}px solid $accent; padding: 5px 7px; }
QComboBox, QDateEdit { padding-right: 24px; padding-left: 8px; min-height: 18px; }
QComboBox[layoutDirection="1"], QDateEdit[layoutDirection="1"] { padding-right: 8px; padding-left: 24px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$arrow_image"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: none; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled { color: $disabled; background: $raised; }
QLineEdit[invalid="true"] { border: ${ring}px solid $danger; padding: 5px 7px; }
QTextEdit[surface="plain"], QTextBrowser[surface="plain"] {
  border: none; background: transparent; padding: 0;
}
QProgressBar {
  background: $raised; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[tone="danger"]::chunk { background: $danger; }
QProgressBar[tone="caution"]::chunk { background: $caution; }
QProgressBar[tone="good"]::chunk { background: $good; }
""")

_STOCK_ICONS = Template("""
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QLineEdit { lineedit-clear-button-icon: url("$clear_image"); }
""")

_LISTS = Template("""
QListView, QTreeView, QTableView {
  background: $surface; border: 1px solid $border; border-radius: ${radius}px; outline: none;
}
QListView::item, QTreeView::item { padding: 8px; color: $text; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QListView::item:selected, QTreeView::item:selected { background: $accent_ground; color: $text; }
QListView::item:focus, QTreeView::item:focus { border: ${ring}px solid $accent; padding: 6px; }
QComboBox QAbstractItemView::item:focus { border-color: transparent; }
QHeaderView::section { background: $raised; color: $muted; border: none; padding: 6px 8px; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 12px; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border: ${ring}px solid $accent; }
QTabWidget::pane { border: none; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle {
  background: $border; border-radius: 4px; margin: 2px; min-width: 24px; min-height: 24px;
}
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

_MENUS = Template("""
QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px; }
QMenuBar::item { background: transparent; padding: 6px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_ground; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
""")


def stylesheet(theme: Theme) -> str:
    """The whole application's style sheet for one theme."""
    values: dict[str, object] = dict(asdict(theme))
    pictures = files("ui.theme") / "pictures"
    values |= {
        # A style sheet takes images by path only, with forward slashes on every system.
        "check_image": Path(str(pictures / f"check-{theme.name}.svg")).as_posix(),
        "arrow_image": Path(str(pictures / f"arrow-{theme.name}.svg")).as_posix(),
        # One grey for both: a field keeps its first image.
        "clear_image": Path(str(pictures / "clear.svg")).as_posix(),
        "caption": metrics.CAPTION_PX,
        "interface": metrics.INTERFACE_PX,
        "note": metrics.NOTE_PX,
        "title": metrics.TITLE_PX,
        "page": metrics.PAGE_PX,
        "radius": metrics.RADIUS_PX,
        "ring": metrics.FOCUS_RING_PX,
    }
    parts = (_TEXT, _SURFACES, _BUTTONS, _INPUTS, _STOCK_ICONS, _LISTS, _MENUS)
    return "".join(part.substitute(values) for part in parts)
