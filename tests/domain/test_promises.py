"""What in a reply sounds like a promise, and by when."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.promises import promise_in
from shopdesk.domain.spoken_times import spoken_time

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 7, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00


def told(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).strftime("%a %d %H:%M") if moment else ""


@pytest.mark.parametrize(
    ("reply", "text", "due"),
    [
        ("I will ship it today.", "I will ship it today", "Wed 07 18:00"),
        (
            "Hi! Sorry for that. I'll send you the parcel by tomorrow noon. Bye",
            "I'll send you the parcel by tomorrow noon",
            "Thu 08 12:00",
        ),
        ("We'll get back to you within 2 hours", "We'll get back to you within 2 hours", "Wed 07 12:00"),
        ("Sure, we’ll refund you by Friday!", "we’ll refund you by Friday", "Fri 09 18:00"),
        ("Your parcel will be sent on Monday", "Your parcel will be sent on Monday", "Mon 12 18:00"),
        ("I'll call you at 3 pm", "I'll call you at 3 pm", "Wed 07 15:00"),
        ("I will keep it for you until 12 October", "I will keep it for you until 12 October", "Mon 12 18:00"),
        ("I'll include gift wrap", "I'll include gift wrap", ""),
        ("今天发货", "今天发货", "Wed 07 18:00"),
        ("亲，明天给您回复哦", "明天给您回复哦", "Thu 08 18:00"),
        ("您好，今天下午三点前给您寄出～", "今天下午三点前给您寄出", "Wed 07 15:00"),
        ("好的，我会帮您备注礼品包装", "我会帮您备注礼品包装", ""),
        ("明天上午，我给您打电话", "明天上午，我给您打电话", "Thu 08 12:00"),
        ("我们会在24小时内给您退款", "我们会在24小时内给您退款", "Thu 08 10:00"),
        ("两天后给您发出", "两天后给您发出", "Fri 09 18:00"),
        ("三个工作日内给您答复", "三个工作日内给您答复", "Mon 12 18:00"),
        ("下周一给您补发", "下周一给您补发", "Mon 12 18:00"),
        ("明天就给您发货了", "明天就给您发货了", "Thu 08 18:00"),
    ],
)
def test_a_promise_with_its_day(reply: str, text: str, due: str) -> None:
    found = promise_in(reply, NOW, ZONE)
    assert found is not None
    assert (found.text, told(found.due_at)) == (text, due)


@pytest.mark.parametrize(
    "reply",
    [
        "I'll be happy to help",
        "If you order today I will add a gift",
        "Will you ship today?",
        "I won't send it today",
        "I will not be able to send it today",
        "We usually ship within 24 hours",
        "Please send me the receipt and I'll refund it",
        "I sent it today",
        "I'll check that for you",
        "已经发货了",
        "今天发货了",
        "一般付款后48小时内发货",
        "今天能发货吗？",
        "您明天联系我们就行",
        "请您稍后联系我们",
        "如果不合适我们给您退款",
        "您拍下后我们今天就给您发",
        "这款不会掉色",
        "不好意思，今天不能发货",
        "快递会联系您",
        "马上帮您查一下，请稍等",
        "亲，这款有货的",
        "",
        "⟨⟩ 🙂 \u202eabc",
    ],
)
def test_no_promise(reply: str) -> None:
    assert promise_in(reply, NOW, ZONE) is None


def test_the_first_promise_among_other_sentences() -> None:
    reply = (
        "Thanks for writing.\nIs it for a gift?\nI will wrap it and send it tomorrow morning. I'll call you on Friday."
    )
    found = promise_in(reply, NOW, ZONE)
    assert found is not None
    assert (found.text, told(found.due_at)) == ("I will wrap it and send it tomorrow morning", "Thu 08 12:00")


def test_a_megabyte_is_answered_at_once() -> None:
    assert promise_in("我会 i will " * 100_000, NOW, ZONE) is None
    long = promise_in("I will send " + "very " * 200 + "much", NOW, ZONE)
    assert long is not None
    assert len(long.text) == 200


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("in half an hour", "Wed 07 10:30"),
        ("in a couple of days", "Fri 09 18:00"),
        ("within 3 working days", "Mon 12 18:00"),
        ("in a week", "Wed 14 18:00"),
        ("tonight", "Wed 07 21:00"),
        ("the day after tomorrow", "Fri 09 18:00"),
        ("on Wednesday", "Wed 07 18:00"),
        ("next Wednesday", "Wed 14 18:00"),
        ("by Fri", "Fri 09 18:00"),
        ("by the end of the week", "Fri 09 18:00"),
        ("by the end of the month", "Sat 31 18:00"),
        ("next week", "Fri 16 18:00"),
        ("Oct 20th", "Tue 20 18:00"),
        ("2 October", "Sat 02 18:00"),  # of next year
        ("at 9:30 am", "Thu 08 09:30"),  # over today
        ("shortly", "Wed 07 12:00"),
        ("半小时", "Wed 07 10:30"),
        ("两个小时内", "Wed 07 12:00"),
        ("三十分钟", "Wed 07 10:30"),
        ("今晚", "Wed 07 21:00"),
        ("明早", "Thu 08 12:00"),
        ("明天晚上8点半", "Thu 08 20:30"),
        ("大后天", "Sat 10 18:00"),
        ("周五前", "Fri 09 18:00"),
        ("周二", "Tue 13 18:00"),
        ("下下周一", "Mon 19 18:00"),
        ("本周末", "Sat 10 18:00"),
        ("月底前", "Sat 31 18:00"),
        ("12号", "Mon 12 18:00"),
        ("3号", "Tue 03 18:00"),  # of November
        ("16:45前", "Wed 07 16:45"),
        ("下午3点", "Wed 07 15:00"),
        ("31月99号", ""),
        ("99点", ""),
        ("nothing of the kind", ""),
        ("good morning", ""),
    ],
)
def test_times_as_people_say_them(text: str, due: str) -> None:
    assert told(spoken_time(text, NOW, ZONE)) == due


def test_what_is_over_today_comes_later_today_or_not_at_all() -> None:
    evening = datetime(2026, 10, 7, 11, 0, tzinfo=UTC)  # 19:00
    assert told(spoken_time("today", evening, ZONE)) == "Wed 07 21:00"
    assert told(spoken_time("今天下午", evening, ZONE)) == "Wed 07 21:00"
    night = datetime(2026, 10, 7, 15, 59, 30, tzinfo=UTC)
    assert spoken_time("today", night, ZONE) is None
