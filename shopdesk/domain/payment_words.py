"""What the names of payment methods say."""

import re
from functools import lru_cache

_ON_DELIVERY = re.compile(
    r"cash[\s_-]*on[\s_-]*delivery|pay(?:ment)?[\s_-]*(?:on|at|upon)[\s_-]*delivery|(?<![a-z])c\.?o\.?d\.?(?![a-z])|"
    r"货到付款|貨到付款|货到刷卡|代金引換|nachnahme|contre[\s-]*remboursement|contra[\s-]*(?:re+mbolso|entrega)|"
    r"contrassegno|pobrani|наложенн|rembours",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def is_pay_on_delivery(text: str) -> bool:
    """Whether a payment method, status or delivery service means that the buyer pays at the door."""
    return _ON_DELIVERY.search(text) is not None
