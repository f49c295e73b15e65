"""What a packing slip says, and what it never does."""

import gettext
import re
from dataclasses import asdict, replace
from html.parser import HTMLParser

import pytest

from shopdesk.documents.papers import PAPERS
from shopdesk.documents.slip_html import slip_html, without_closing
from shopdesk.documents.slips import SlipOrder, slip_texts
from tests.documents.slip_samples import HOSTILE, LINES, ORDER, hostile_slip, slip

ENGLISH = gettext.NullTranslations()


class _Reader(HTMLParser):
    """Collects the tags and the text, as a strict reader of balanced markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.styles: set[str] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.styles.update(value or "" for name, value in attrs if name == "style")
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.text += "\n"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.text += "\n" if tag in ("p", "td") else ""

    def handle_data(self, data):
        self.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def _html(made, paper="a4", **options) -> str:
    return slip_html(made, words=ENGLISH, paper=PAPERS[paper], **options)


@pytest.mark.parametrize("paper", PAPERS)
def test_says_who_what_and_how_many(paper):
    text = _read(_html(slip(), paper)).text
    for said in (
        "Buyer A", "555-0123", "742 Placeholder Avenue", "SO-2026-000001", "Shopify #1042", "1 Oct 2026",
        "Please ring twice.", "Stoneware mug", "MUG-1", "Shelf A-03", "For Grandma", "of 3", "3 pieces in this parcel",
        "Still to come in another parcel", "Thank you for your order!",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("paper", PAPERS)
def test_prices_only_when_asked(paper):
    assert "¥" not in _html(slip(), paper)
    assert "Price" not in _html(slip(), paper)
    priced = _read(_html(slip(), paper, prices=True)).text
    assert "¥45.00" in priced
    assert "¥178.00" in priced


def test_amount_to_collect_is_told_even_without_prices():
    text = _read(_html(slip(pay_on_delivery="¥178.00"))).text
    assert "Collect on delivery" in text
    assert text.count("¥") == 1


def test_memo_only_when_asked():
    assert "Gave a discount" not in _html(slip())
    assert "Gave a discount" in _html(slip(), memo=True)


def test_no_price_columns_when_no_line_has_one():
    lines = tuple(replace(line, price=None, total=None) for line in LINES)
    assert "Price" not in _html(slip(lines=lines), prices=True)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_brings_no_tag_and_no_style(paper, text):
    usual = _read(_html(slip(note="n", pay_on_delivery="1", carrier="c"), paper, prices=True, memo=True))
    found = _read(_html(hostile_slip(text), paper, prices=True, memo=True))
    assert found.tags <= usual.tags
    assert found.styles <= usual.styles


def test_steering_characters_are_left_out_and_the_rest_stays():
    html = _html(slip(note="a\u202eb\ufffcc\ufdd0d\x00e\x1bf\ud800g"))
    assert "abcdefg" in html


def test_lines_of_a_message_stay_lines():
    assert "First<br/>Second" in _html(slip(orders=(replace(ORDER, buyer_message="First\r\nSecond"),)))


def test_a_megabyte_in_a_cell_is_cut():
    html = _html(slip(lines=(replace(LINES[0], title="x" * 1_000_000),)))
    assert len(html) < 20_000
    assert "…" in html


def test_several_orders_have_their_lines_under_their_numbers():
    second = SlipOrder("SO-2026-000002", "taobao", "2938475610293847561")
    lines = (LINES[0], replace(LINES[1], order=second.number))
    text = _read(_html(slip(orders=(ORDER, second), lines=lines))).text
    table = text[text.index("Qty") :]
    places = [table.index(said) for said in ("SO-2026-000001", "Stoneware mug", "SO-2026-000002", "T-shirt")]
    assert places == sorted(places)
    assert "Taobao 2938475610293847561" in text


def test_every_line_is_printed_once_even_with_an_unknown_order():
    stray = replace(LINES[1], order="SO-2026-000099", title="Stray")
    text = _read(_html(slip(orders=(ORDER, replace(ORDER, number="SO-2026-000002")), lines=(LINES[0], stray)))).text
    assert text.count("Stray") == 1


def test_head_of_the_goods_is_a_repeating_head():
    html = _html(slip())
    head = re.search(r"<thead>(.*?)</thead>", html)
    assert head is not None
    assert "Qty" in head[1]
    assert "Item" in head[1]


def test_closing_words_can_be_left_out():
    html = _html(slip())
    assert "Thank you" in html
    assert "Thank you" not in without_closing(html)
    assert _read(without_closing(html)).text.startswith(_read(html).text.split("Thank you")[0].rstrip())


def test_the_shops_own_thanks_stand_in_the_place_of_ours():
    html = _html(slip(thanks="谢谢惠顾 <3\nSee you!"))
    assert "谢谢惠顾 &lt;3" in html
    assert "See you!" in html
    assert "Thank you for your order!" not in html
    assert "Something not right?" in html
    assert "谢谢惠顾" in without_closing(html)


def test_thanks_of_spaces_are_none():
    assert "Thank you for your order!" in _html(slip(thanks="  "))


def test_paper_speaks_the_language_it_is_given():
    class Marked(gettext.NullTranslations):
        def gettext(self, message):
            return f"~{message}"

        def ngettext(self, one, many, count):
            return "~{count} pcs"

    text = _read(slip_html(slip(), words=Marked(), paper=PAPERS["a4"])).text
    for said in ("~Ship to", "~Order", "~Qty", "~Shelf A-03", "~1 ~Oct 2026", "~3 pcs", "~Thank you"):
        assert said in text


def test_font_check_sees_every_text_from_outside():
    made = slip(carrier="Carrier", tracking="T1", note="Note", pay_on_delivery="¥1")
    seen = set(slip_texts(made))
    ours = {"number", "order", "kind", "platform", "logo"}  # numbers and codes of the shop itself

    def walk(value, name=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, key)
        elif isinstance(value, tuple | list):
            for inner in value:
                walk(inner, name)
        elif isinstance(value, str) and name not in ours:
            assert value in seen, name

    walk(asdict(made))
