"""The binding itself: PySide6 6.12.0 on Python 3.11 aborts the process after some 580 emissions."""

from PySide6.QtCore import QObject, Signal


class _Bell(QObject):
    rung = Signal(object)


def test_signal_can_be_emitted_five_thousand_times() -> None:
    bell = _Bell()
    heard: list[int] = []
    bell.rung.connect(heard.append)
    for count in range(5_000):
        assert bell.rung.emit(count)
    assert heard == list(range(5_000))


def test_signal_can_be_disconnected_five_thousand_times() -> None:
    bell = _Bell()
    heard: list[int] = []
    for count in range(5_000):
        bell.rung.connect(heard.append)
        bell.rung.emit(count)
        assert bell.rung.disconnect(heard.append)
    assert heard == list(range(5_000))
