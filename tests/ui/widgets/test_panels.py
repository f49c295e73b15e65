"""Detail panel, conversation, composer, status words, task strip."""

import threading

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import Report, TaskRunner
from shopdesk.ui.widgets.conversation import Composer, Conversation, Said
from shopdesk.ui.widgets.detail_panel import DetailPanel
from shopdesk.ui.widgets.key_values import KeyValues
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel
from shopdesk.ui.widgets.task_strip import TaskStrip


def visible_texts(widget) -> list[str]:
    """Texts of the labels that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_sections_fold_and_stay_folded(qtbot, dressed, preferences: Preferences) -> None:
    panel = DetailPanel("orders.panel", preferences)
    qtbot.addWidget(panel)
    panel.show_header("SO-2026-000001", "To ship", "active", "Buyer A")
    section = panel.section("lines", "Items (2)")
    section.add(KeyValues([("2 ×", "T恤 蓝 XL"), ("1 ×", ""), ("Total", "¥178.00", "tooltip")]))
    panel.show()
    assert "T恤 蓝 XL" in visible_texts(panel)
    assert "1 ×" not in visible_texts(panel)
    section._toggle.click()
    assert "T恤 蓝 XL" not in visible_texts(panel)
    again = DetailPanel("orders.panel", preferences)
    qtbot.addWidget(again)
    assert not again.section("lines", "Items").is_open
    assert again.section("order", "Order").is_open


def test_a_section_is_filled_again_without_leftovers(qtbot, dressed, preferences: Preferences) -> None:
    panel = DetailPanel("orders.panel", preferences)
    qtbot.addWidget(panel)
    panel.show()
    for text in ("first", "second"):
        section = panel.section("notes", "Notes")
        section.clear()
        section.add(RoleLabel(text))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: visible_texts(section) == ["second"])


def test_text_from_outside_is_never_markup(qtbot, dressed) -> None:
    label = RoleLabel("<b>bold</b><script>x</script>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    said = Conversation("orders.talk")
    qtbot.addWidget(said)
    said.show_messages([Said("theirs", "<img src=x>", "Buyer A", "today 10:12")])
    assert all(found.textFormat() == Qt.TextFormat.PlainText for found in said.findChildren(QLabel))


def test_theirs_left_ours_right(qtbot, dressed) -> None:
    said = Conversation("orders.talk")
    qtbot.addWidget(said)
    said.resize(600, 400)
    said.show_messages(
        [
            Said("theirs", "Hello", "Buyer A", "today 10:12"),
            Said("note", "Be generous", "Owner", "today 10:13"),
            Said("ours", "今天下午发出", "Owner", "today 10:14"),
        ]
    )
    said.show()
    theirs, note, ours = (label.parentWidget() for label in said.findChildren(QLabel) if "·" not in label.text())
    assert theirs.x() < ours.x()
    assert note.width() > theirs.width()
    assert ours.geometry().right() > said.viewport().width() * 0.9
    assert not said.grab().isNull()


def test_long_stories_begin_with_their_end(qtbot, dressed) -> None:
    said = Conversation("orders.talk")
    qtbot.addWidget(said)
    said.resize(500, 300)
    said.show()
    said.show_messages([Said("theirs", f"message {n}") for n in range(250)])
    assert visible_texts(said)[0] == "message 150"
    qtbot.waitUntil(lambda: said.verticalScrollBar().value() == said.verticalScrollBar().maximum() > 0)
    said._show_earlier()
    assert visible_texts(said)[0] == "message 50"


def test_ctrl_enter_sends_what_is_written(qtbot, dressed) -> None:
    composer = Composer("orders.composer", [("ours", "Reply"), ("note", "Note")])
    qtbot.addWidget(composer)
    composer.show()
    heard: list[tuple[str, str]] = []
    composer.submitted.connect(lambda kind, text: heard.append((kind, text)))
    assert not composer.send.isEnabled()
    QTest.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    composer.kind.setCurrentIndex(1)
    composer.insert("Wants it blue ")
    QTest.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [("note", "Wants it blue")]
    composer.clear()
    assert composer.text.toPlainText() == ""


def test_status_is_a_word_too(qtbot, dressed) -> None:
    status = StatusLabel("To ship", "active")
    qtbot.addWidget(status)
    status.show()
    before = status.grab().toImage()
    status.set_status("To ship", "trouble")
    status.repaint()
    assert status.text() == "To ship"
    assert status.grab().toImage() != before
    status.set_status("", "muted")
    assert status.isHidden()


def test_task_strip_shows_long_work_and_cancels_it(qtbot, dressed, tasks: TaskRunner) -> None:
    strip = TaskStrip(tasks)
    qtbot.addWidget(strip)
    release = threading.Event()
    ended: list[str] = []

    def work(report: Report) -> None:
        for n in range(2_000):
            report(n, 2_000)
            release.wait(0.005)

    tasks.run(work, title="Reading the file", report_as="report", cancelled=lambda: ended.append("cancelled"))
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip._label.text().startswith("Reading the file: "))
    strip._cancel.click()
    assert tasks.settle()
    assert ended == ["cancelled"]
    assert strip.isHidden()


def test_short_work_does_not_flash(qtbot, dressed, tasks: TaskRunner) -> None:
    strip = TaskStrip(tasks)
    qtbot.addWidget(strip)
    tasks.run(lambda: None, title="Saving")
    assert tasks.settle()
    with qtbot.assertNotEmitted(tasks.ended, wait=400):
        pass
    assert strip.isHidden()
