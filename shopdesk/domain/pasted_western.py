"""Name, phone and address out of a pasted block in Latin letters: an envelope's lines, or one line with commas.

The line with the postcode tells the town; what stands above is the street, and above that the name. Postcodes are
known by the shapes of the countries' posts (US, CA, UK, IE, NL, AU and those that put four to six digits before or
behind the town).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from shopdesk.domain.pasted import Pasted

Phones = Callable[[str], Sequence[tuple[int, int, str]]]  # start, end and number of each phone in a text

_LABELS = {
    "name": r"(?:full |recipient |customer )?name|recipient|ship to|deliver to|attn\.?|to|nom|nombre",
    "phone": r"(?:tele)?phone(?: number)?|mobile|cell|tel\.?|telefon|handy|contact number",
    "email": r"e-?mail(?: address)?",
    "street": r"(?:street |shipping |delivery )?address(?: line ?[12])?|street|stra[sß]e|adresse",
    "city": r"city|town|suburb|ort|stadt|ville",
    "region": r"state(?:/province)?|province|region|county",
    "postcode": r"zip(?: ?code)?|post(?:al)? ?code|plz",
    "country": r"country|land|pays",
}
_LABEL = re.compile(
    r"^[ \t]*(?:" + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS.items()) + r")[ \t]*[:：][ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A number that no numbering plan knows, alone on its line or between commas.
_NUMBER_LINE = re.compile(r"(?:^|(?<=,))[ \t]*\+?[\d(][\d ().-]{6,20}\d[ \t]*(?=$|,)", re.MULTILINE)
_EDGES = " \t\r\n,;.|"
_STATE = (
    r"A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
    r"|PR"
)
_PROVINCE = r"AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
_TERRITORY = r"NSW|VIC|QLD|WA|SA|TAS|ACT|NT"
_TOWNS = tuple(
    (re.compile(pattern), country)
    for pattern, country in (
        (rf"(?P<city>.*?)[,\s]*\b(?P<region>{_STATE})\b\.?[,\s]+(?P<postcode>\d{{5}}(?:-\d{{4}})?)$", "US"),
        (r"(?P<city>.*?)[,\s]+(?P<region>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[,\s]+(?P<postcode>\d{5}-\d{4})$", "US"),
        (rf"(?P<city>.*?)[,\s]*\b(?P<region>{_PROVINCE})\b[,\s]+(?P<postcode>[A-Z]\d[A-Z] ?\d[A-Z]\d)$", "CA"),
        (rf"(?P<city>.*?)[,\s]*\b(?P<region>{_TERRITORY})\b[,\s]+(?P<postcode>\d{{4}})$", "AU"),
        (r"(?P<city>.*?)[,\s]*\b(?P<postcode>[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2})$", "GB"),
        (r"(?P<postcode>\d{4} ?[A-Z]{2})[,\s]+(?P<city>[^\d]+)$", "NL"),
        (
            r"(?:[A-Z]{1,2}-)?(?P<postcode>\d{4,6}|\d{3} \d{2}|\d{2}-\d{3})[,\s]+(?P<city>[^\d,]+)"
            r"(?:,\s*(?P<region>[^\d,]+))?$",
            "",
        ),
        (r"(?P<city>[^\d]+?)[,\s]+(?P<postcode>\d{4,6})$", ""),
    )
)
_NO_NAME = re.compile(
    r"\d|\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|square|apt|suite|unit|floor|"
    r"box|strasse|straße|weg|platz|rue|via|calle)\b",
    re.I,
)


def parse_western(text: str, phones: Phones, countries: Mapping[str, str]) -> Pasted:
    """The fields of a block in Latin letters. `countries`: lower-case names and codes → two-letter codes."""
    told, text = _labelled(unicodedata.normalize("NFKC", text))
    email = _EMAIL.search(text)
    if email:
        told.setdefault("email", email[0])
        text = text[: email.start()] + "\n" + text[email.end() :]
    for start, end, phone in sorted(phones(text), reverse=True):
        told.setdefault("phone", phone)
        text = text[:start] + "\n" + text[end:]
    if "phone" not in told:
        number = _NUMBER_LINE.search(text)
        if number and len(re.sub(r"\D", "", number[0])) >= 7:
            told["phone"] = number[0].strip(_EDGES)
            text = text[: number.start()] + text[number.end() :]
    lines = [line.strip(_EDGES) for line in text.splitlines()]
    parts = [part for part in lines if re.search(r"\w", part)]
    if len(parts) <= 2:
        parts = [part.strip(_EDGES) for line in parts for part in line.split(",") if part.strip(_EDGES)]
    country = _take_country(parts, countries) or countries.get(told.get("country", "").casefold(), "")
    town, guessed = _take_town(parts)
    name = told.get("name") or (parts.pop(0) if len(parts) > 1 and not _NO_NAME.search(parts[0]) else "")
    if not name and parts and not told.get("name") and not _NO_NAME.search(parts[-1]) and len(parts) > 1:
        name = parts.pop()
    if told.get("street"):
        parts.insert(0, told["street"])
    return Pasted(
        name=name,
        phone=told.get("phone", ""),
        province=told.get("region") or town.get("region", ""),
        city=told.get("city") or town.get("city", ""),
        detail="\n".join(parts),
        postcode=(told.get("postcode") or town.get("postcode", "")).upper(),
        email=told.get("email", ""),
        country=country or guessed,
    )


def _labelled(text: str) -> tuple[dict[str, str], str]:
    """What stands behind labels, and the rest."""
    told: dict[str, str] = {}

    def keep(match: re.Match[str]) -> str:
        field = str(match.lastgroup)
        value = match.string[match.end() :].split("\n", 1)[0].strip(_EDGES)
        if field in told or (field == "phone" and len(re.sub(r"\D", "", value)) < 6):
            return "\n"
        told[field] = value
        return f"\n\x00{len(value)}\x00"

    marked = _LABEL.sub(keep, text)
    # Behind each mark stands a value that is told already.
    rest = re.sub(r"\x00\d+\x00[^\n]*", "", marked)
    street = told.get("street", "")
    if street and "," in street and "city" not in told:  # a whole address behind one label
        del told["street"]
        rest = f"{rest}\n" + street.replace(",", "\n")
    return told, rest


def _take_country(parts: list[str], countries: Mapping[str, str]) -> str:
    for place in range(len(parts) - 1, max(-1, len(parts) - 4), -1):
        code = countries.get(parts[place].casefold().strip(_EDGES))
        if code and (len(parts[place]) > 2 or place == len(parts) - 1) and len(parts) > 1:
            parts.pop(place)
            return code
    return ""


def _take_town(parts: list[str]) -> tuple[dict[str, str], str]:
    """City, region and postcode, and the country whose post writes them so; taken out of `parts`."""
    for place in range(len(parts) - 1, -1, -1):
        for pattern, country in _TOWNS:
            match = pattern.fullmatch(parts[place])
            if match is None or (place == 0 and len(parts) > 1 and country == ""):
                continue
            town = {key: (value or "").strip(_EDGES) for key, value in match.groupdict().items()}
            taken = [place]
            if not town["city"] and place > 0 and not re.search(r"\d", parts[place - 1]):
                town["city"] = parts[place - 1]  # Springfield, IL 62701
                taken.append(place - 1)
            if not town["city"]:
                continue
            for index in taken:
                parts.pop(index)
            return town, country
    return {}, ""
