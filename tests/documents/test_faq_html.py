"""The page of questions and answers."""

from html.parser import HTMLParser

from shopdesk.documents.faq_html import Question, faq_html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_what_people_wrote_stays_text() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=y>"
    page = faq_html(evil, [Question(evil, evil, f"{evil}\nsecond line\0\u202e")], '"><script>')
    tags = _Tags()
    tags.feed(page)
    assert not {"script", "img"} & set(tags.seen)
    assert "second line" in page
    assert "<br/>second" in page
    assert "\0" not in page
    assert "\u202e" not in page


def test_headings_stand_once() -> None:
    page = faq_html("Shop", [Question("A", "1", "x"), Question("B", "2", "y"), Question("A", "3", "z")], "en")
    assert page.count("<h2>") == 2
    assert page.index(">1<") < page.index(">3<") < page.index(">2<")
