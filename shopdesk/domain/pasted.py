"""Name, phone and address out of a block of text somebody pasted from a chat.

Chinese blocks come in any order, with labels or without, over one line or several, with order numbers, notes and
both phones in between. What is told is told; nothing is made up: what no rule finds stays in the address.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.divisions import Divisions, Region

_LABELS = {
    "name": r"收件人(?:姓名)?|收[货貨]人(?:姓名)?|[联聯][络絡系]人|姓名|名字|买家|客户(?:姓名)?|name|recipient",
    "phone": r"手[机機][号號]?[码碼]?|[联聯][系絡络][电電][话話]|联系方式|联系手机|收[货貨]电话|[电電][话話](?:号码)?"
    r"|tel(?:ephone)?|phone|mobile",
    "region": r"所在地[区區]|所在区域|省市区|地[区區]",
    "address": r"[详詳][细細]地址|收[货貨]地址|收件地址|街道地址|地址|address",
    "postcode": r"[邮郵]政[编編][码碼]|[邮郵][编編]|post ?code|zip(?: ?code)?",
    "other": r"微信号?|旺旺|[备備][注註]|订单号|订单编号|昵称",
}
# Labels that may stand right before a name, as in 收件人张三.
_BEFORE_NAME = r"(?:收件人|收[货貨]人|[联聯][络絡系]人|姓名)(?=(?!是)[\u4e00-\u9fff·]{2,4}(?:[\s,，。;；、]|$))"
# A label stands at the beginning of a word. Only those of phones and postcodes may do without a colon or 是.
_LABEL = re.compile(
    r"(?:^|(?<=[\s,，。;；、\d]))(?:"
    + "|".join(
        f"(?P<{field}>{_BEFORE_NAME if field == 'name' else '(?!)'}|(?:{words})"
        + (r"\s*(?:[:：]|是)?)" if field in ("phone", "postcode") else r"\s*(?:[:：]|是(?!我)))")
        for field, words in _LABELS.items()
    )
    + r")[ \t]*",
    re.IGNORECASE,
)
_CODE = r"(?:(?:\(?\+|00)?86\)?[-\s]*)?"
_MOBILE = re.compile(
    rf"(?<![\d])({_CODE})(1[3-9]\d(?:[-\s]?\d{{4}}){{2}})((?:转|[-,，]\s?(?:转|#))\s?\d{{1,6}}|-\d{{3,4}}(?!\d))?(?!\d)"
)
_LANDLINE = re.compile(
    rf"(?<!\d)({_CODE})(\(?0\d{{2,3}}\)?[-\s]?\d{{7,8}}|400[-\s]?\d{{3}}[-\s]?\d{{4}})((?:-|转|\s?ext\.?\s?)\d{{1,6}})?(?!\d)"
)
_ABROAD = re.compile(r"(?<![\d+])(?:\+(?!86)\d{1,3}(?:[-\s]?\d){7,12}|09\d{2}[-\s]?\d{3}[-\s]?\d{3})(?!\d)")
_POSTCODE = re.compile(r"(?<![\dA-Za-z#-])([0-8]\d{5})(?![\dA-Za-z号栋室楼幢#-])")
_LONG_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{12,}(?![\dA-Za-z])")  # an order number
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPLIT = re.compile(r"[\s,，。;；、|]+")
_EDGES = " \t\r\n,，.。;；:：、|/-"
_HONORIFIC = re.compile(r"(?:先生|女士|小姐|太太|老师|同学|阿姨|叔叔|收)$")
_ADDRESS_END = re.compile(
    r"(?:[省市区县镇乡村屯组旗盟州路街道巷弄里号栋幢座楼层室房厅园苑城府庄寨湾店铺厂院校站场馆所部局司门口旁]|单元|花园|小区|大厦|广场|中心|公寓|宿舍|号楼|超市|学校|公司|驿站)$"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤聂章鲁葛柳岳翟殷詹申欧耿关兰焦俞左柴甘祝包宁尚符舒阮柯纪梅童凌毕"
    "单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "南宫",
    "夏侯",
    "端木",
)
_AROUND_NAME = re.compile(r"^(?:亲|你好|您好)|(?<=..)收$")
# What people write around an address in a chat, a whole segment of it or its first words.
_CHAT = re.compile(
    r"(?:亲+|嗯+|好[的吧]?|哈+|在吗|你好|您好|(?:非常)?(?:谢谢|感谢|多谢|辛苦|麻烦|拜托)[你您啦了哈]*"
    r"|(?:请|麻烦|帮忙|帮我|我)?把?(?:收[货件])?地址(?:要|需要|想)?(?:改|换|错|写|填|如下|在下).{0,6}"
    r"|(?:改|换|更正)(?:成|到|为|一下|下).{0,3}|(?:寄|发|送)(?:到|往|给|这里|这边|这个地址)|新地址|(?:这)?是?我的地址"
    r"|(?:请|麻烦|谢谢|拜托|帮忙|可以|能|您|你)*(?:尽快|尽早|早点|快点|赶紧|今天|明天|马上|优先)+(?:帮忙)?(?:安排)?"
    r"(?:发货?|寄|发走)?(?:出|一下|了|吧|哦|呀|啊|哈|谢谢|感谢|辛苦)*)[!！~～。.]*"
)
_CHAT_BEFORE = re.compile(r"^(?:请|麻烦|帮忙|帮我)?(?:都)?(?:寄|发|送|改|换)(?:到|成|为|往|去)")
_GLUED_NAME = re.compile(r"(?:(?<=[号室栋楼层座幢店铺])|(?<=\d)(?![号室栋楼层座幢店铺]))([\u4e00-\u9fff]{2,4}?)(收?)$")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,}")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The fields of a pasted block; what it does not tell is empty. `code`: six digits of the smallest division."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    code: str = ""
    detail: str = ""
    postcode: str = ""
    email: str = ""
    country: str = ""


def address_of(pasted: Pasted) -> dict[str, str]:
    """The address under the names that orders and customers have for its parts."""
    return {
        "country": pasted.country, "region": pasted.province, "city": pasted.city, "district": pasted.district,
        "street": pasted.detail, "postcode": pasted.postcode,
    }  # fmt: skip


def has_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def parse_chinese(text: str, divisions: Divisions, simplify: Mapping[int, str]) -> Pasted:
    """The fields of a Chinese block. `simplify` turns traditional characters into simplified ones, one by one."""
    return _Block(text, divisions, simplify).parse()


class _Block:
    def __init__(self, text: str, divisions: Divisions, simplify: Mapping[int, str]) -> None:
        self._text = unicodedata.normalize("NFKC", text).replace("\u200b", "").strip()
        self._divisions = divisions
        self._simplify = {key: value for key, value in simplify.items() if len(value) == 1}
        self._found: dict[str, str] = {}

    def parse(self) -> Pasted:
        rest = self._labelled()
        rest = self._take_out(rest, "email", _EMAIL, lambda match: match[0])
        rest = self._take_phone(rest)
        rest = _LONG_NUMBER.sub("\n", rest)
        rest = self._take_out(rest, "postcode", _POSTCODE, lambda match: match[1])
        region_text = " ".join(filter(None, (self._found.get("region", ""), self._found.get("address", ""))))
        segments = [part for part in _SPLIT.split(rest) if part.strip(_EDGES)]
        segments = [_CHAT_BEFORE.sub("", part) for part in segments if not _CHAT.fullmatch(part.strip(_EDGES))]
        name = self._found.get("name", "") or self._take_name(segments, has_address=bool(region_text))
        address = " ".join(filter(None, (region_text, " ".join(segments))))
        region, detail = self._address(address)
        postcode = self._found.get("postcode", "")
        return Pasted(
            name=_AROUND_NAME.sub("", name).strip(_EDGES),
            phone=self._found.get("phone", ""),
            province=region.province,
            city=region.city,
            district=region.district,
            code=region.code,
            detail=detail,
            postcode="" if not postcode.strip("0") else postcode,
            email=self._found.get("email", ""),
            country="CN" if region.province else "",
        )

    # -- parts that are known by their look ----------------------------------------------------------------------

    def _labelled(self) -> str:
        """Takes out what stands behind labels; returns the text without it."""
        matches = list(_LABEL.finditer(self._text))
        ends = [*(match.start() for match in matches[1:]), len(self._text)][: len(matches)]
        rest = [self._text[: matches[0].start()] if matches else self._text]
        for match, end in zip(matches, ends, strict=True):
            rest.append(self._keep(str(match.lastgroup), self._text[match.end() : end]))
        return "\n".join(rest)

    def _keep(self, field: str, text: str) -> str:
        """Keeps what a label names; returns what of the text behind it is something else."""
        if field in ("phone", "postcode"):
            return text  # found by its look, with whatever stands beside it
        if field == "name":
            match = re.match(r"\s*([A-Za-z][A-Za-z .'-]*|[^\s\d,，。;；]+)", text)
            if match is None or self._found.get("name"):
                return text
            self._found["name"] = match[1].strip()
            return text[match.end() :]
        line, _newline, more = text.lstrip().partition("\n")
        if field == "other":
            return more
        number = _MOBILE.search(line) or _LANDLINE.search(line)
        if number:
            line, more = line[: number.start()], line[number.start() :] + "\n" + more
        postcode = _POSTCODE.search(line)
        if postcode and not line[postcode.end() :].strip(_EDGES):
            line, more = line[: postcode.start()], postcode[0] + "\n" + more
        self._found[field] = " ".join(filter(None, (self._found.get(field, ""), line.strip(_EDGES))))
        return more

    def _take_out(self, text: str, field: str, pattern: re.Pattern[str], value: Callable[[re.Match[str]], str]) -> str:
        match = pattern.search(text)
        if match is None:
            return text
        if not self._found.get(field):
            self._found[field] = value(match)
        return f"{text[: match.start()]}\n{text[match.end() :]}"

    def _take_phone(self, text: str) -> str:
        """Mobile numbers first; all numbers are taken out of the text, the first one counts."""
        for pattern in (_MOBILE, _LANDLINE):
            for match in pattern.finditer(text):
                digits = re.sub(r"[\s]", "", match[2])
                number = re.sub(r"-", "", digits) if pattern is _MOBILE else digits
                extension = re.sub(r"[\s,，转#-]|ext\.?", "", match[3] or "", flags=re.IGNORECASE)
                self._found.setdefault("phone", number + (f"-{extension}" if extension else ""))
            text = pattern.sub("\n", text)
        for match in _ABROAD.finditer(text):  # Hong Kong, Macao, Taiwan and further
            self._found.setdefault("phone", match[0].strip())
        return _ABROAD.sub("\n", text)

    # -- the name -------------------------------------------------------------------------------------------------

    def _take_name(self, segments: list[str], *, has_address: bool) -> str:
        scored = [(self._name_score(part, place, segments), -place) for place, part in enumerate(segments)]
        best = max(scored, default=(0, 0))
        if best[0] <= 0 or (len(segments) == 1 and not has_address and best[0] < 3):
            return self._take_glued_name(segments)
        return segments.pop(-best[1])

    def _take_glued_name(self, segments: list[str]) -> str:
        """海拉尔东路1号张三收: a name that stands right behind the number of a house."""
        for place, part in enumerate(segments):
            match = _GLUED_NAME.search(part.strip(_EDGES))
            if match is None or _ADDRESS_END.search(match[1]):
                continue
            if match[2] or (len(match[1]) <= 3 and self._simple(match[1])[0] in _SURNAMES):
                segments[place] = part.strip(_EDGES)[: match.start()]
                return match[1]
        return ""

    def _name_score(self, part: str, place: int, segments: Sequence[str]) -> int:
        plain = part.strip(_EDGES)
        if re.search(r"\d", plain) or self._divisions.take(self._simple(plain))[0].depth:
            return 0
        latin = re.fullmatch(r"[A-Za-z][A-Za-z .'-]{1,40}", plain)
        if not latin and not (_CHINESE_NAME.fullmatch(plain) and len(plain) <= 8):
            return 0
        if _HONORIFIC.search(plain):
            return 10
        score = 3 if place in (0, len(segments) - 1) else 1
        simple = self._simple(plain)
        if simple.startswith(_COMPOUND) or simple[0] in _SURNAMES:
            score += 3
        score += {2: 2, 3: 3, 4: 1}.get(len(plain), 0)
        return score - 6 if _ADDRESS_END.search(plain) and len(plain) > 1 else score

    # -- the address ----------------------------------------------------------------------------------------------

    def _simple(self, text: str) -> str:
        return text.translate(self._simplify)

    def _address(self, text: str) -> tuple[Region, str]:
        text = text.strip(_EDGES)
        region, end = self._divisions.take(self._simple(text))
        if not region.depth:
            region, text = self._region_inside(text)
            return region, _joined(text)
        detail = text[end:].strip(_EDGES)
        again, more = self._divisions.take(self._simple(detail))
        if again.depth and again.province == region.province and (again.city == region.city or not region.city):
            # The address is told twice: by its parts, and whole.
            region = again if again.depth > region.depth else region
            detail = detail[more:].strip(_EDGES)
        return region, _without_repeat(_joined(detail), region)

    def _region_inside(self, text: str) -> tuple[Region, str]:
        """A region that does not stand first: of the segments, the one that tells most."""
        parts = [part for part in _SPLIT.split(text) if part]
        found = [self._divisions.take(self._simple(part)) for part in parts]
        depth = max((region.depth for region, _end in found), default=0)
        if not depth:
            return Region(), text
        place = next(at for at, (region, _end) in enumerate(found) if region.depth == depth)
        region, end = found[place]
        return region, " ".join([parts[place][end:], *parts[place + 1 :], *parts[:place]])


def _joined(text: str) -> str:
    """Segments of a Chinese address without the blanks and commas between them; words of letters stay apart."""
    out = ""
    for part in _SPLIT.split(text):
        part = part.strip(_EDGES)
        if out and part and out[-1].isascii() and part[0].isascii() and out[-1].isalnum() and part[0].isalnum():
            out += " "
        out += part
    return out


def _without_repeat(detail: str, region: Region) -> str:
    """上顿渡镇江西省抚州市临川区上顿渡镇…: what stands before a repeated region stands behind it again."""
    whole = region.province + ("" if region.city == region.province else region.city) + region.district
    at = detail.find(whole) if region.depth == 3 else -1
    if at > 0:
        head, tail = detail[:at], detail[at + len(whole) :]
        return tail if tail.startswith(head) else head + tail
    return detail
