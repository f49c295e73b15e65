"""The story of the selected record: header with number and status, actions, sections that fold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopdesk.ui.icons import icon
from shopdesk.ui.measure import unit
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.widgets.buttons import action_button, space_icon
from shopdesk.ui.widgets.flow_layout import FlowLayout
from shopdesk.ui.widgets.labels import RoleLabel, StatusLabel


class Section(QWidget):
    """A titled part; a click on the title folds it, and that is remembered. Put widgets in with `add`."""

    def __init__(self, key: str, title: str, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remember_as = f"sections/{key}"
        self._preferences = preferences
        self._toggle = QPushButton(title)
        self._toggle.setObjectName(f"{key}.toggle")
        self._toggle.setAccessibleName(title)
        self._toggle.setProperty("quiet", True)
        self._toggle.setCheckable(True)
        space_icon(self._toggle)
        self._toggle.setProperty("fold", True)
        self._body = QWidget()
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(max(4, self.fontMetrics().height() // 3))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(max(2, self.fontMetrics().height() // 4))
        outer.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._body)
        self._toggle.toggled.connect(self._fold)
        open_before = preferences.flag(self._remember_as, True)
        self._toggle.setChecked(open_before)
        self._fold(open_before)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self._toggle.isChecked()

    def set_title(self, title: str) -> None:
        """Another title (with a count, say)."""
        self._toggle.setText(title)
        self._toggle.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self._layout.addWidget(widget)

    def clear(self) -> None:
        """Take all widgets out and delete them."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fold(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._toggle.setIcon(icon("chevron-down" if is_open else "chevron-right", "muted"))
        self._preferences.set(self._remember_as, is_open)


class DetailPanel(QWidget):
    """Header, actions, scrolling sections, and a footer that stays in sight (a composer).

    `show_header`, `section(key, title)` and `set_footer` are all a page needs.
    """

    def __init__(self, name: str, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._preferences = preferences
        self._sections: dict[str, Section] = {}
        space = unit(self)
        # Names and titles from platforms are long: on one line they would push the status out of sight.
        self._title = RoleLabel("", size="title", wrap=True, selectable=True)
        self._status = StatusLabel()
        self._subtitle = RoleLabel("", "muted", wrap=True, selectable=True)
        self._actions = QWidget()
        self._actions_layout = FlowLayout(self._actions)
        self._actions_layout.setSpacing(space)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(2 * space, 2 * space, 2 * space, space)
        self._head.setSpacing(space // 2)
        self._head.addLayout(head)
        self._head.addWidget(self._subtitle)
        self._head.addWidget(self._actions)
        self._actions.hide()
        self._body = QWidget()
        self._body.setObjectName("scrolled")
        self._body_layout = QVBoxLayout(self._body)
        self._body_layout.setContentsMargins(2 * space, space, 2 * space, 2 * space)
        self._body_layout.setSpacing(2 * space)
        self._body_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName(f"{name}.scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addLayout(self._head)
        self._outer.addWidget(scroll, 1)

    def show_header(self, title: str, status: str = "", role: str = "muted", subtitle: str = "") -> None:
        """Number, status word with its colour role, and one line below (buyer, phone, level)."""
        self._title.setText(title)
        self._status.set_status(status, role)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Buttons under the header, made once from the page's actions."""
        for action in actions:
            self._actions_layout.addWidget(action_button(action))
        self._actions.setVisible(bool(actions))

    def section(self, key: str, title: str) -> Section:
        """The section of `key`, made on first use; its title is set each time."""
        found = self._sections.get(key)
        if found is None:
            found = Section(f"{self.objectName()}.{key}", title, self._preferences)
            self._sections[key] = found
            self._body_layout.insertWidget(self._body_layout.count() - 1, found)
        found.set_title(title)
        found.show()
        return found

    def hide_section(self, key: str) -> None:
        """Hide a section that has nothing to say about this record."""
        if key in self._sections:
            self._sections[key].hide()

    def add_to_head(self, widget: QWidget) -> None:
        """Put something below the header that stays in sight (what was promised)."""
        self._head.addWidget(widget)

    def add_widget(self, widget: QWidget) -> None:
        """Append a widget without a title (a form)."""
        self._body_layout.insertWidget(self._body_layout.count() - 1, widget)

    def set_body(self, widget: QWidget) -> None:
        """The main thing below the sections (a conversation); it takes the larger part of the height."""
        self._outer.insertWidget(2, widget, 2)

    def set_footer(self, widget: QWidget) -> None:
        """Something that stays in sight below the sections."""
        self._outer.addWidget(widget)
