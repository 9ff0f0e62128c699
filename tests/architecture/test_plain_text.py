"""Text from outside is text: no widget, role or document that could take it for markup is made elsewhere.

The files named here are the mechanism; whoever needs another way to draw words adds it to them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MECHANISM = {
    "QLabel": {"ui/widgets/plain_label.py", "ui/widgets/formatted_label.py"},
    "QMessageBox": {"ui/widgets/plain_message_box.py"},
    "FormattedLabel": {
        "ui/ask/answer_view.py",
        "ui/ask/source_card.py",
        "ui/ask/understood_view.py",
        "ui/brief/line_view.py",
    },
    "setTextFormat": {
        "ui/widgets/plain_label.py",
        "ui/widgets/formatted_label.py",
        "ui/widgets/plain_message_box.py",
        "ui/theme/plain_labels.py",
    },
    "html": {"ui/widgets/formatted_label.py"},
    "QTextEdit": {"ui/widgets/note_text.py"},
    "addRow": {"ui/widgets/form_rows.py"},
    "QApplication": {"ui/application.py"},
    # The style that keeps labels plain.
    "setStyle": {"ui/theme/apply.py"},
}
NEVER_MADE = {
    # Each takes its words for markup when they look like it, or shows documents.
    *("QTextBrowser", "QErrorMessage", "QInputDialog", "QProgressDialog", "QSplashScreen", "QWizard"),
    *("QWizardPage", "QStaticText", "QGraphicsTextItem", "QWhatsThis", "QTextDocumentFragment"),
}
NEVER_CALLED = {
    "setHtml",
    "insertHtml",
    "setMarkdown",
    "insertMarkdown",
    "setWhatsThis",
    "fromHtml",
    "showText",
}
ASKING = {"isinstance", "issubclass", "findChild", "findChildren"}
"""Calls that look for a class and make none."""
BOXES = {"information", "warning", "critical", "question", "about", "aboutQt"}


def name_of(node: ast.expr) -> str:
    """`QLabel` of `QLabel` and of `QtWidgets.QLabel`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def made_or_derived(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The names that are called, and those that a class is derived from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, name_of(node.func)
            if name_of(node.func) not in ASKING:
                # `map(QLabel, words)` makes them as well.
                yield from ((node.lineno, name_of(each)) for each in node.args if isinstance(each, ast.Name))
        elif isinstance(node, ast.ClassDef):
            yield from ((node.lineno, name_of(base)) for base in node.bases)


def rows_without_label(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """`addRow` with words: Qt makes a label of its own for them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) == "addRow" and len(node.args) > 1:
            yield node.lineno, "addRow"


def static_boxes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = name_of(node.func.value)
            if owner.endswith("MessageBox") and node.func.attr in BOXES:
                yield node.lineno, f"{owner}.{node.func.attr}"


def imports_of_html(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        if any(name.split(".")[0] == "html" for name in names):
            yield node.lineno, "html"


def offences(source: str, path: str) -> list[str]:
    """Each line of `source` that draws words past the mechanism, with what it uses."""
    tree = ast.parse(source)
    found = [
        (line, name)
        for line, name in made_or_derived(tree)
        if name in NEVER_MADE | NEVER_CALLED or (name in MECHANISM and name != "addRow")
    ]
    found += [*rows_without_label(tree), *static_boxes(tree), *imports_of_html(tree)]
    return [f"{path}:{line}: {name}" for line, name in found if path not in MECHANISM.get(name, set())]


def test_words_are_drawn_by_the_mechanism_alone() -> None:
    wrong = [
        each
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for each in offences(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert wrong == [], "\n".join(wrong)


def test_every_file_of_the_mechanism_is_there() -> None:
    missing = [path for paths in MECHANISM.values() for path in paths if not (ROOT / path).is_file()]
    assert missing == []


def test_the_application_keeps_labels_plain_before_it_shows_anything() -> None:
    source = (ROOT / "ui/application.py").read_text(encoding="utf-8")
    # The theme brings the style that keeps labels plain.
    made, kept, shown = map(source.index, ("QApplication([", "ThemeFollower(application", "window.show()"))
    assert made < kept < shown


@pytest.mark.parametrize(
    "source",
    [
        "label = QLabel(name)",
        "label = QtWidgets.QLabel()",
        "labels = map(QLabel, names)",
        "class Name(QLabel): ...",
        "class Box(QMessageBox): ...",
        "QMessageBox.warning(self, title, words)",
        "PlainMessageBox.question(self, title, words)",
        "box = QMessageBox(self)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "button.setStyle(style)",
        "view.setHtml(words)",
        "cursor.insertHtml(words)",
        "view = QTextBrowser()",
        "note = QTextEdit(words)",
        "form.addRow('Name', field)",
        "form.addRow(words, field)",
        "import html",
        "from html import escape",
        "QToolTip.showText(at, words)",
        "widget.setWhatsThis(words)",
        "QApplication([])",
    ],
)
def test_the_rule_finds_what_it_forbids(source: str) -> None:
    assert offences(source, "ui/somewhere.py")


@pytest.mark.parametrize(
    "source",
    ["label = PlainLabel(name)", "form.addRow(line)", "isinstance(old, QLabel)", "view.setToolTip(name)"],
)
def test_the_rule_lets_pass_what_draws_text(source: str) -> None:
    assert offences(source, "ui/somewhere.py") == []
