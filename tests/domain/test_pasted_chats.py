"""What is taken from a chat's clipboard: text alone, and the names in it."""

import time

import pytest

from shopdesk.domain.pasted_chats import LONGEST, names_in, plain, text_of_markup, without_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("买家甲：有货吗", ["买家甲"]),
        ("买家甲: 有货吗\n示例小店: 有的", ["买家甲", "示例小店"]),
        ("买家甲 2026/10/3 10:03:05\n有货吗", ["买家甲"]),
        ("买家甲 昨天 10:03\n有货吗", ["买家甲"]),
        ("Buyer A  10:05 AM\nIs it in stock?", ["Buyer A"]),
        ("[10:05, 03/10/2026] Buyer A: is it in stock?", ["Buyer A"]),
        ("03/10/2026, 10:05 - Buyer A: is it in stock?", ["Buyer A"]),
        ('From: "Buyer A" <a@example.com>\nSubject: Stock\nIs it in stock?', ["Buyer A"]),
        ("发件人：买家甲 <a@example.com>", ["买家甲"]),
        ("hi from @buyer_a.01", ["buyer_a.01"]),
        ("联系@xiaofeng还有货吗", ["xiaofeng", "xiaofeng还有货吗"]),
        ("@买家甲 在吗", ["买家甲"]),
        ("write to a@example.com", []),
        ("买家甲", []),
        ("订单号：900000000000000012\n电话: 13800000003\n地址：示例路1号", []),
        ("Size: M\nhttps://example.com/a: b\n10:05", []),
        ("", []),
    ],
)
def test_names_stand_before_what_is_said(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("买家甲: where is it?", "where is it?"),
        ("买家甲 2026/10/3 10:03:05\n有货吗\n急", "有货吗\n急"),
        ("[10:05, 03/10/2026] Buyer A: is it in stock?", "is it in stock?"),
        ("From: Buyer A <a@example.com>\nhi", "hi"),
        ("电话: 13800000003", "电话: 13800000003"),
        ("买家甲:", "买家甲:"),
        ("plain", "plain"),
    ],
)
def test_what_was_said_without_who_said_it(text: str, said: str) -> None:
    assert without_names(text) == said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" a\r\nb\rc ", "a\nb\nc"),
        ("\ufeffa\0b\x1b[31m", "ab[31m"),
        ("abc \u202egnp.exe", "abc gnp.exe"),
        ("مرحبا 🙂 שלום", "مرحبا 🙂 שלום"),
        ("\ud800", "\ufffd"),
        ("<b>one < two</b>", "<b>one < two</b>"),  # somebody typed it: it is text
    ],
)
def test_only_what_can_be_seen_is_kept(text: str, kept: str) -> None:
    assert plain(text) == (kept, False)


def test_a_page_is_cut() -> None:
    kept, cut = plain("买" * 1_000_000)
    assert (len(kept), cut) == (LONGEST, True)
    assert plain("买" * LONGEST)[1] is False


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Is the <b>mug</b> &amp; bowl<br>in stock?</p>", "Is the mug & bowl\nin stock?"),
        ("<style>p{color:red}</style><script>alert('x')</script><div>hello</div>", "hello"),
        ("<head><title>Chat</title></head>有货吗", "有货吗"),
        ("a<!-- secret -->b<img src=x onerror=alert(1)>", "ab"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("&lt;script&gt;", "<script>"),
        ("<p", "<p"),
        ("<![CDATA[x]]>a<!DOCTYPE html>b", "ab"),
        ("a<!-- never closed", "a"),
    ],
)
def test_markup_leaves_its_text_alone(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


@pytest.mark.parametrize(
    "piece",
    ["<b>x</b>", "<", "&", "<a href='", "a: ", "@a ", "\n", "10:05 ", "[1/2/2026, ", "<!--", "<![", "</", "<script>"],
)
def test_large_pastes_are_quick(piece: str) -> None:
    many = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    text_of_markup(many)
    names_in(plain(many)[0])
    assert time.perf_counter() - start < 3
