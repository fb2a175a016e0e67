"""Which names of encodings are believed.

A page names its encoding itself, and Python knows codecs that are none of the web ("punycode", "unicode_escape",
"base64"): decoded by these, a page becomes another text, or an error. Invariant: what `text_encoding` returns decodes
bytes to text, one character for one or a few bytes."""

import codecs

# The encodings of the WHATWG Encoding Standard (section 4.2) by Python's names. UTF-7 is left out there on purpose.
_OF_THE_WEB = frozenset((
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949",
))  # fmt: skip
# What names mean on the web, or what Python does not know by that name.
_WEB_NAMES = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gbk", "euc_kr": "cp949", "shift_jis": "cp932", "x-mac-roman": "mac-roman", "windows-874": "cp874",
    "x-gbk": "gbk", "x-sjis": "cp932", "x-euc-jp": "euc_jp", "unicode": "utf-16", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip


def text_encoding(name: str) -> str | None:
    """Python's name of an encoding of text that a page or server names; None where it is none, or unknown."""
    sought = name.strip().strip("\"'").lower()
    if not sought.isascii() or len(sought) > 40:
        return None
    try:
        found = codecs.lookup(_WEB_NAMES.get(sought, sought)).name
    except (LookupError, ValueError):
        return None
    found = _WEB_NAMES.get(found, found)
    return found if found in _OF_THE_WEB else None
