"""What must be the same on the build's Python and on the one of the browser; run on both by test_tables.py."""

import binascii
import json
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

ALL = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
# The planes that have characters, and some code points of the empty and the private ones.
CHARACTERS = "".join(char for char in ALL if char < "\U00032400" or "\U000e0000" <= char < "\U000e0200" or ord(char) % 251 == 0)
TESTS = [name for name in dir(str) if name.startswith("is")]
CHANGES = ["lower", "upper", "title", "casefold", "capitalize", "swapcase", "strip", "splitlines", "__repr__"]
OF_ALL = ["category", "east_asian_width"]
PROPERTIES = ["bidirectional", "combining", "mirrored", "decomposition"]
NUMBERS = ["decimal", "digit", "numeric"]


def _sum(values: Iterable[object]) -> int:
    return binascii.crc32(repr(list(values)).encode("utf-8", "surrogatepass"))


def rehearse(argument: str) -> str:
    """Return JSON: the version of Unicode, and by what was asked a sum of the answers for all characters."""
    sums = {name: _sum(getattr(char, name)() for char in CHARACTERS) for name in TESTS}
    sums |= {name: _sum([getattr(CHARACTERS, name)()]) for name in CHANGES}
    sums |= {name: _sum(map(getattr(unicodedata, name), ALL)) for name in OF_ALL}
    sums |= {name: _sum(map(getattr(unicodedata, name), CHARACTERS)) for name in PROPERTIES}
    sums |= {name: _sum(getattr(unicodedata, name)(char, None) for char in CHARACTERS) for name in NUMBERS}
    sums |= {form: _sum([unicodedata.normalize(form, CHARACTERS)]) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    for encoding in ("utf-8", "ascii", "latin-1"):
        data = CHARACTERS.encode(encoding, "xmlcharrefreplace")
        sums[encoding] = _sum([data, data.decode(encoding)])
    sums["json"] = _sum([json.loads(json.dumps(CHARACTERS)) == CHARACTERS, json.dumps("逾期😀", ensure_ascii=False)])
    sums["re"] = _sum(re.compile(r"[一-龥]+|\d|(?i:stra(?:ß|ss)e|K)|\w", re.IGNORECASE).findall(CHARACTERS + "STRASSE straße 中文ABC"))
    sums["decimal"] = _sum([Decimal("0.05") / 365 * 10000, round(Decimal("12.345"), 2), f"{Decimal('1234567.8'):,.2f}"])
    return json.dumps({"unicode": unicodedata.unidata_version, "sums": sums})
