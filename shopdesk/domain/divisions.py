"""The administrative divisions of China: a province, city and district found at the head of an address.

Divisions are told by six-digit codes (GB/T 2260): `440000` a province, `440300` a city in it, `440308` a district in
that. A service hands in the table of a maintained package; nothing here knows one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_MUNICIPALITIES = ("11", "12", "31", "50")
# What stands for "no level here" in forms and on labels.
_FILLERS = ("省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "省直辖", "市辖区", "直辖县", "县")
_SEPARATORS = " \t\n,，.。;；、/|-_"
_SHORT_PROVINCE = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")
_SHORT_CITY = re.compile(r"(?:地区|盟|市)$")
_AUTONOMOUS = re.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    r"土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族?)*自治[州县旗]$"
)
_WRITTEN_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,10}(?:自治县|自治旗|新区|开发区|林区|特区|区|县|旗)(?=[\s,，])")


@dataclass(frozen=True, slots=True)
class Region:
    """Where an address lies; `code` of the smallest division known, parts that are not known are empty."""

    province: str = ""
    city: str = ""
    district: str = ""
    code: str = ""

    @property
    def depth(self) -> int:
        """How many parts are known."""
        return sum(map(bool, (self.province, self.city, self.district)))


class Divisions:
    """A table of divisions, `{"440308": "盐田区", …}`, made ready for finding."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._provinces: list[tuple[str, str]] = []
        self._cities: dict[str, list[tuple[str, str]]] = {}  # province prefix → (name, code)
        self._districts: dict[str, list[tuple[str, str]]] = {}  # city prefix → (name, code)
        self._everywhere: dict[str, list[str]] = {}  # full name → codes of districts and cities
        for code, name in names.items():
            if code.endswith("0000"):
                self._provinces += [(form, code) for form in _forms(name, _SHORT_PROVINCE)]
            elif code.endswith("00") or code[2] == "9":  # 9…: a county that belongs to no city
                self._cities.setdefault(code[:2], []).extend((form, code) for form in _city_forms(name))
                self._everywhere.setdefault(name, []).append(code)
            else:
                self._districts.setdefault(code[:4], []).extend((form, code) for form in _district_forms(name))
                self._everywhere.setdefault(name, []).append(code)
        for table in (self._cities, self._districts):
            for forms in table.values():
                forms.sort(key=lambda item: -len(item[0]))
        self._provinces.sort(key=lambda item: -len(item[0]))
        self._longest = max((len(name) for name in self._everywhere), default=0)

    def take(self, text: str) -> tuple[Region, int]:
        """The region at the head of `text` (simplified characters) and how many characters tell it."""
        at = _skip(text, 0)
        if text.startswith("中国", at):
            at = _skip(text, at + 2)
        province, at = self._province(text, at)
        city, at = self._city(text, at, province)
        district, name, at = self._district(text, at, province, city)
        code = district or city or province
        if not code:
            return Region(), 0
        return self._region(code, name), at

    def region(self, code: str) -> Region:
        """The names of a division's code; an empty region for a code that is not in the table."""
        return self._region(code, "") if code in self._names else Region()

    def _region(self, code: str, written: str) -> Region:
        province = self._names.get(code[:2] + "0000", "")
        if code.endswith("0000"):
            city = province if code[:2] in _MUNICIPALITIES else ""
            return Region(province, city, written, code)
        if code.endswith("00") or code[2] == "9":
            return Region(province, self._names[code], written, code)
        city = province if code[:2] in _MUNICIPALITIES else self._names.get(code[:4] + "00", "")
        return Region(province, city, self._names[code], code)

    def _province(self, text: str, at: int) -> tuple[str, int]:
        for form, code in self._provinces:
            if text.startswith(form, at) and not _is_street(text, at + len(form), form):
                end = _skip(text, at + len(form))
                # 北京市北京市, 北京 北京市: a municipality is its own city.
                full = self._names[code]
                while text.startswith(full, end):
                    end = _skip(text, end + len(full))
                return code, end
        return "", at

    def _city(self, text: str, at: int, province: str) -> tuple[str, int]:
        at = self._filler(text, at, province)
        prefixes = [province[:2]] if province else list(self._cities)
        best = ("", at, 0)
        for prefix in prefixes:
            for form, code in self._cities.get(prefix, ()):
                whole = form == self._names[code]
                # A short form without its province may be a street's or a person's name.
                longer = len(form) > best[2] and text.startswith(form, at)
                if longer and (whole or (province and not _is_street(text, at + len(form), form))):
                    best = (code, at + len(form), len(form))
        return best[0], _skip(text, best[1]) if best[0] else at

    def _district(self, text: str, at: int, province: str, city: str) -> tuple[str, str, int]:
        """Code, the name where only the text knows it, and the end."""
        start = self._filler(text, at, province)
        for form, code in self._near(province, city):
            if text.startswith(form, start):
                end = start + len(form)
                while text.startswith(form, _skip(text, end)):  # 桂东县桂东县
                    end = _skip(text, end) + len(form)
                return code, "", _skip(text, end)
        if not province and not city:
            for length in range(min(self._longest, len(text) - start), 1, -1):
                codes = self._everywhere.get(text[start : start + length], ())
                if len(codes) == 1:
                    return codes[0], "", _skip(text, start + length)
            return "", "", at
        match = _WRITTEN_DISTRICT.match(text, start) if city else None
        if match and match[0] not in ("其它区", "其他区"):
            return "", match[0], _skip(text, match.end())
        return "", "", at

    def _near(self, province: str, city: str) -> list[tuple[str, str]]:
        if city:
            return self._districts.get(city[:4], [])
        prefixes = [key for key in self._districts if province and key.startswith(province[:2])]
        found = [item for key in prefixes for item in self._districts[key]]
        return sorted(found, key=lambda item: -len(item[0]))

    def _filler(self, text: str, at: int, province: str) -> int:
        """Behind words that stand for a missing level, where a name follows them."""
        for filler in _FILLERS:
            if province and text.startswith(filler, at):
                end = _skip(text, at + len(filler))
                names = [form for key, forms in (*self._cities.items(), *self._districts.items())
                         if key.startswith(province[:2]) for form, _code in forms]  # fmt: skip
                if any(text.startswith(name, end) for name in names):
                    return end
        return at


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SEPARATORS:
        at += 1
    return at


def _is_street(text: str, at: int, form: str) -> bool:
    """上海路, 南京东路, 吉林大街: a short name that names a street."""
    return not form.endswith(("省", "市", "区")) and bool(
        re.match(r"[东南西北中]?(?:大?[路街道]|大道|巷|弄)", text[at:])
    )


def _forms(name: str, suffix: re.Pattern[str]) -> list[str]:
    short = suffix.sub("", name)
    return [name, short] if len(short) > 1 and short != name else [name]


def _city_forms(name: str) -> list[str]:
    short = _AUTONOMOUS.sub("", _SHORT_CITY.sub("", name))
    if len(short) < 2 or short == name:
        return [name]
    ending = "州" if name.endswith("州") else ""
    return [name, short, short + ending] if ending else [name, short]


def _district_forms(name: str) -> list[str]:
    """In full; 龙华新区 was 龙华区's name; an autonomous county also without its peoples."""
    forms = [name]
    if name.endswith("区") and not name.endswith(("新区", "林区", "矿区")):
        forms.append(name[:-1] + "新区")
    short = _AUTONOMOUS.sub("", name)
    if short != name and len(short) > 1:
        forms.append(short + name[-1])
    return forms
