"""Chinese delivery addresses as Taobao and its neighbours write them, taken apart without guessing."""

import re
from dataclasses import dataclass

_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_PROVINCES = (
    "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾",
)  # fmt: skip
_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区", "西藏": "西藏自治区", "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区", "香港": "香港特别行政区", "澳门": "澳门特别行政区",
}  # fmt: skip
_POSTCODE = re.compile(r"\s*[(（]\s*(\d{5,6})?\s*[)）]\s*$")
_CITY = re.compile(r"[^\s\d]{1,12}?(?:自治州|地区|盟|市|直辖县级行政区划|直辖行政单位)")
_DISTRICT = re.compile(r"[^\s\d]{1,11}?(?:自治县|自治旗|新区|林区|特区|区|县|市|旗)")
_PHONE = re.compile(r"[(（]?(?:\+?86[-\s)）]*)?(?:1[\d*]{10}|0\d{2,3}-?[\d*]{7,8}(?:-\d{1,6})?|400-?\d{3}-?\d{4})")
_SEPARATOR = re.compile(r"[，,；;\n\t]+")


@dataclass(slots=True, frozen=True)
class ChineseAddress:
    """The parts of an address; a part that is not told is empty."""

    region: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""


def split_chinese(text: str) -> ChineseAddress:
    """Province, city, district and street of `省 市 区 街道(邮编)`, or of the same written without spaces.

    Taobao separates with one space each; two in a row are a missing part (东莞市 has no districts).
    What does not begin with a province stays whole in `street`. A postcode of zeros is none.
    """
    text = text.strip()
    postcode = ""
    match = _POSTCODE.search(text)
    if match:
        text, postcode = text[: match.start()], match[1] or ""
    if not postcode.strip("0"):
        postcode = ""
    region, rest, spaced = _take_province(text)
    if not region:
        return ChineseAddress(street=text, postcode=postcode)
    city, district, street = _split_spaced(region, rest) if spaced else _split_run(region, rest)
    return ChineseAddress(region, city, district, street.strip(), postcode)


def unpack_receiver(text: str) -> tuple[str, str, str]:
    """Name, phone and address of `姓名，86-139…，地址`; what is not there is empty."""
    parts = [part.strip() for part in _SEPARATOR.split(text.strip())]
    if len(parts) < 2:
        return "", "", text.strip()
    for place, part in enumerate(parts[:3]):
        if _PHONE.fullmatch(part):
            name = "，".join(parts[:place])
            return name, _without_country_code(part), "，".join(parts[place + 1 :])
    return "", "", text.strip()


def _without_country_code(phone: str) -> str:
    return re.sub(r"^[(（]?\+?86[-\s)）]+", "", phone)


def _take_province(text: str) -> tuple[str, str, bool]:
    """The province as written, what follows, and whether a space parts them."""
    head, space, rest = text.partition(" ")
    if space and _is_province(head):
        return head, rest, True
    for name in (*_MUNICIPALITIES, *_PROVINCES, *_AUTONOMOUS):
        if text.startswith(name):
            full = _longest_form(name, text)
            if full == name and text != name and name in _MUNICIPALITIES:
                continue  # 上海路 is a street, 上海市 a city
            return full, text[len(full) :].lstrip(), False
    return "", text, False


def _longest_form(name: str, text: str) -> str:
    for form in (_AUTONOMOUS.get(name, ""), name + "自治区", name + "省", name + "市"):
        if form and text.startswith(form):
            return form
    return name


def _is_province(word: str) -> bool:
    stem = word.removesuffix("省").removesuffix("市")
    return (
        stem in _MUNICIPALITIES
        or stem in _PROVINCES
        or word in _AUTONOMOUS
        or word in _AUTONOMOUS.values()
        or (word.endswith("自治区") and word.removesuffix("自治区") in _AUTONOMOUS)
    )


def _split_spaced(region: str, rest: str) -> tuple[str, str, str]:
    """City, district and street where one space parts them."""
    parts = rest.split(" ")
    if region.removesuffix("市") in _MUNICIPALITIES and parts[0] and not parts[0].endswith("市"):
        # 上海 浦东新区 …: the city is the municipality itself
        return _municipality(region), parts[0], " ".join(parts[1:])
    city = parts[0]
    if len(parts) == 1:
        return (city, "", "") if _CITY.fullmatch(city) else ("", "", city)
    if len(parts) == 2:
        return (city, parts[1], "") if _DISTRICT.fullmatch(parts[1]) else (city, "", parts[1])
    return city, parts[1], " ".join(parts[2:])


def _split_run(region: str, rest: str) -> tuple[str, str, str]:
    """City, district and street of a run without spaces."""
    if region.removesuffix("市") in _MUNICIPALITIES:
        city = _municipality(region) if rest else ""
        rest = rest.removeprefix(city).removeprefix("市辖区").lstrip() if city else rest
    else:
        match = _CITY.match(rest)
        city = match[0] if match else ""
        rest = rest[len(city) :].lstrip()
    match = _DISTRICT.match(rest) if city else None
    district = match[0] if match else ""
    return city, district, rest[len(district) :].strip()


def _municipality(region: str) -> str:
    return region if region.endswith("市") else region + "市"
