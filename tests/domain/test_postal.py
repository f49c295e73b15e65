"""Addresses as an envelope shows them."""

import pytest

from shopdesk.domain.postal import address_lines

_EMPTY = dict.fromkeys(("country", "region", "city", "district", "street", "postcode"), "")


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (
            {"region": "上海市", "city": "上海市", "district": "浦东新区", "street": "测试路1号"},
            ("上海市 浦东新区", "测试路1号"),
        ),
        ({"country": "CN", "region": "浙江省", "city": "杭州市", "postcode": "310000"}, ("浙江省 杭州市", "310000")),
        ({"country": "CN", "city": "Hangzhou", "street": "1 Road"}, ("Hangzhou", "1 Road", "CN")),
        ({"country": "US", "city": "Anytown", "region": "IL", "postcode": "62701"}, ("Anytown, IL 62701", "US")),
        ({"country": "FR", "city": "Paris", "postcode": "75001", "street": "1 rue"}, ("1 rue", "75001 Paris", "FR")),
        ({"raw": "测试省测试市\n 一号 \n\n"}, ("测试省测试市", "一号")),
        ({"country": "FR"}, ("FR",)),
        ({}, ()),
    ],
)  # fmt: skip
def test_lines(parts, lines):
    assert address_lines(**_EMPTY | parts) == lines
