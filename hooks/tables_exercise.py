"""Run inside Pyodide by `tables_find.mjs`: first what pages might do with text, then, one by one, what only the tables serve.

Not imported by the build.
"""

import re
import unicodedata
from contextlib import suppress
from importlib import import_module

CODECS = {
    "_codecs_cn": "gb2312 gbk gb18030 hz",
    "_codecs_jp": "shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213 shift_jisx0213",
    "_codecs_kr": "euc_kr cp949 johab",
    "_codecs_tw": "big5 cp950",
    # These borrow tables of the ones above.
    "_codecs_hk": "big5hkscs",
    "_codecs_iso2022": "iso2022_kr iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext",
}
EXERCISES = [*CODECS, "unicodedata"]

OWN = ["utf-8", "utf-16", "utf-32", "utf-7", "latin-1", "ascii", "unicode_escape", "raw_unicode_escape", "cp437", "cp1252"]
ERRORS = ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "surrogatepass"]
TESTS = [name for name in dir(str) if name.startswith("is")]
CHANGES = ["lower", "upper", "title", "casefold", "capitalize", "swapcase", "split", "splitlines", "strip", "__repr__", "__hash__"]
PROPERTIES = ["category", "bidirectional", "combining", "east_asian_width", "mirrored", "decomposition"]

CHARACTERS = [*range(0xD800), *range(0xE000, 0x110000)]
SAMPLE = "".join(map(chr, [*CHARACTERS[:0x3100], *CHARACTERS[0x3100::61]]))
PAIRS = [bytes((a, b)) for a in range(0x80, 0x100) for b in range(0x100)]


def ordinary() -> None:
    """Do with `SAMPLE` whatever reads the interpreter's own tables, and none of an East Asian encoding or of the names."""
    for encoding in OWN:
        for errors in ERRORS:
            with suppress(LookupError, TypeError, UnicodeError):
                SAMPLE.encode(encoding, errors).decode(encoding, errors)
            with suppress(LookupError, TypeError, UnicodeError):
                bytes(range(256)).decode(encoding, errors)
    for method in (*TESTS, *CHANGES):
        getattr(SAMPLE, method)()
        for char in SAMPLE:
            getattr(char, method)()
    for data in (unicodedata, unicodedata.ucd_3_2_0):
        for char in SAMPLE:
            for name in PROPERTIES:
                getattr(data, name)(char)
            for name in ("decimal", "digit", "numeric"):
                getattr(data, name)(char, None)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            data.normalize(form, SAMPLE)
            data.normalize(form, "\u0301".join(SAMPLE[:0x600]))
    # The names that are worked out.
    for char in "中각":
        unicodedata.lookup(unicodedata.name(char))
    re.compile(r"[\w一-龥]+|(?i:straße)|\d+", re.IGNORECASE).findall(SAMPLE)
    sorted(SAMPLE), ascii(SAMPLE)
    for module, names in CODECS.items():
        for name in names.split():
            codec = import_module(module).getcodec(name)
            codec.decode(codec.encode("plain ASCII\n")[0])


def exercise(name: str) -> None:
    """Do the one of EXERCISES that is called `name`: every character and every pair of bytes, or every character's name."""
    if name == "unicodedata":
        for char in map(chr, CHARACTERS):
            if known := unicodedata.name(char, ""):
                unicodedata.lookup(known)
        return
    text = "".join(map(chr, CHARACTERS))
    for encoding in CODECS[name].split():
        codec = import_module(name).getcodec(encoding)
        codec.decode(codec.encode(text, "ignore")[0], "ignore")
        for lead in (b"", b"\x8f"):  # in EUC-JP, of three bytes
            codec.decode(b"\n\n\n".join(lead + pair for pair in PAIRS), "ignore")
