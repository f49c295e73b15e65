"""Carriers: the common ones with their tracking pages, and what makes a tracking link a safe one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from shopdesk.domain import settings
from shopdesk.domain.errors import UserError
from shopdesk.domain.text import fold

STATUSES: Final = ("active", "off")
PLACE: Final = "{tracking}"  # stands for the number in a link


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries parcels. `name` is empty for a common one that nobody has renamed: its code has words.

    `names` are further names that files and people write. `own`: the shop keeps a row of its own for it.
    """

    code: str
    name: str = ""
    phone: str = ""
    tracking_url: str = ""
    cut_off: str = ""
    status: str = "active"
    names: tuple[str, ...] = ()
    own: bool = False

    def is_called(self, name: str) -> bool:
        """Whether `name`, as somebody wrote it, means this carrier."""
        return fold(name) in {fold(one) for one in (self.name, *self.names, self.code) if one}


def _chinese(code: str, known_as: str, phone: str, *names: str) -> Carrier:
    """A Chinese carrier: their own pages need a captcha, the one everybody uses does not."""
    return Carrier(code, phone=phone, tracking_url=f"https://www.kuaidi100.com/chaxun?com={known_as}&nu={PLACE}",
                   names=names)  # fmt: skip


STARTERS: Final[tuple[Carrier, ...]] = (
    _chinese("sf", "shunfeng", "95338", "SF Express", "顺丰速运", "顺丰", "顺丰快递"),
    _chinese("zto", "zhongtong", "95311", "ZTO Express", "中通快递", "中通"),
    _chinese("yto", "yuantong", "95554", "YTO Express", "圆通速递", "圆通", "圆通快递"),
    _chinese("sto", "shentong", "95543", "STO Express", "申通快递", "申通"),
    _chinese("yunda", "yunda", "95546", "Yunda Express", "韵达快递", "韵达", "韵达速递", "YD"),
    _chinese("jt", "jtexpress", "956025", "J&T Express", "极兔速递", "极兔", "极兔快递"),
    _chinese("jd", "jd", "950616", "JD Logistics", "京东物流", "京东快递", "京东"),
    _chinese("ems", "ems", "11183", "EMS", "邮政特快专递", "中国邮政速递"),
    _chinese("chinapost", "youzhengguonei", "11183", "China Post", "中国邮政", "邮政快递包裹", "邮政"),
    _chinese("deppon", "debangkuaidi", "95353", "Deppon", "德邦快递", "德邦", "德邦物流"),
    Carrier("dhl", tracking_url=f"https://www.dhl.com/en/express/tracking.html?AWB={PLACE}",
            names=("DHL", "DHL Express", "DHL Paket", "DHL eCommerce")),
    Carrier("ups", tracking_url=f"https://www.ups.com/track?tracknum={PLACE}", names=("UPS",)),
    Carrier("fedex", tracking_url=f"https://www.fedex.com/fedextrack/?trknbr={PLACE}", names=("FedEx", "联邦快递")),
    Carrier("usps", tracking_url=f"https://tools.usps.com/go/TrackConfirmAction?tLabels={PLACE}",
            names=("USPS", "美国邮政")),
    Carrier("royalmail", tracking_url=f"https://www.royalmail.com/track-your-item#/tracking-results/{PLACE}",
            names=("Royal Mail", "英国皇家邮政")),
    Carrier("deutschepost", tracking_url=f"https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={PLACE}",
            names=("Deutsche Post", "德国邮政")),
    Carrier("dpd", tracking_url=f"https://tracking.dpd.de/status/en_US/parcel/{PLACE}", names=("DPD",)),
    Carrier("gls", tracking_url=f"https://gls-group.com/track/{PLACE}", names=("GLS",)),
    Carrier("hermes", tracking_url=f"https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#{PLACE}",
            names=("Hermes", "Hermes Germany")),
    Carrier("evri", tracking_url=f"https://www.evri.com/track/parcel/{PLACE}", names=("Evri",)),
    Carrier("canadapost",
            tracking_url=f"https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={PLACE}",
            names=("Canada Post", "加拿大邮政")),
    Carrier("auspost", tracking_url=f"https://auspost.com.au/mypost/track/#/details/{PLACE}",
            names=("Australia Post", "澳大利亚邮政")),
    Carrier("laposte", tracking_url=f"https://www.laposte.fr/outils/suivre-vos-envois?code={PLACE}",
            names=("La Poste", "Colissimo", "法国邮政")),
    Carrier("postnl", tracking_url=f"https://postnl.nl/tracktrace/?B={PLACE}", names=("PostNL", "荷兰邮政")),
)  # fmt: skip


def tracking_url(key: str, value: object) -> str:
    """A page's address with `{tracking}` in it, or nothing. Raises UserError `carrier.link` and those of `text`.

    Only http and https, and the number only behind the host: what a platform's file calls a tracking number must
    never decide whose page is opened.
    """
    value = settings.text(key, value, 500)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        host = None
    if (
        host is None
        or parts.scheme not in ("http", "https")
        or PLACE in value[: len(parts.scheme) + 3 + len(parts.netloc)]
        or PLACE not in value
        or any(letter.isspace() for letter in value)
        or "@" in parts.netloc
    ):
        raise UserError("carrier.link", field=key, found=value)
    return value


def link(carriers: Iterable[Carrier], name: str, tracking: str) -> str:
    """The page that shows where a parcel is; "" when the carrier or its page is not known."""
    if not name.strip() or not tracking.strip():
        return ""
    for carrier in carriers:
        if carrier.tracking_url and carrier.is_called(name):
            return carrier.tracking_url.replace(PLACE, quote(tracking.strip(), safe=""))
    return ""
