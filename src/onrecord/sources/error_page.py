"""Pages that say that there is no article, though the server answered as if there were one."""

import re
from collections.abc import Iterable

_PAGE = r"(?:(?:the|this|that) )?(?:web ?)?(?:page|article|story|content|url|address|link)"
_YOU = (
    r"(?: (?:that )?you(?:['’]re| are| were|['’]ve| have)? (?:looking|searching|requested|request|want|trying)"
    r"[^.!?]{0,60}?)?"
)
_NOT = (
    r"(?:can ?not|could not|can['’]t|couldn['’]t|is not|isn['’]t|was not|wasn['’]t|does not|doesn['’]t|no longer"
    r"|is no longer)"
)
_GONE = r"(?:be )?(?:found|available|exists?|here|located)"
_OOPS = r"(?:(?:oh no|uh[- ]oh|oops|whoops|sorry|we(?:['’]re| are) sorry|error|http)[\s,.!:…–—-]*){0,3}"
_CODE = r"(?:4(?:0[034]|10)|50[0234])"
_CERTAIN = re.compile(
    rf"{_OOPS}(?:(?:error )?{_CODE}(?: error)?(?:\s*[:.,–—-]*\s*(?:{_PAGE} )?(?:not found|missing|gone))?"
    rf"|(?:{_PAGE} )?not found|{_PAGE}{_YOU} {_NOT}(?: {_GONE})?"
    rf"|{_PAGE}{_YOU} (?:is )?(?:missing|gone|unavailable|has (?:moved|expired|been (?:re)?moved|been deleted))"
    rf"|(?:we|i) (?:can ?not|can['’]t|could not|couldn['’]t) (?:seem to )?find {_PAGE}{_YOU})",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    rf"{_OOPS}(?:access denied|forbidden|just a moment|one moment,? please|attention required"
    r"|are you (?:a )?(?:human|robot)\??"
    r"|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|something went wrong|(?:internal )?server error"
    r"|bad gateway|service (?:temporarily )?unavailable|(?:we are )?(?:down for|under|scheduled) maintenance"
    r"|oops|sorry)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|·•»–—-]\s+|\s*[|»]\s*")
_FEW = 120
"""Words of a page whose headline may be that of an article."""


def says_error(headline: str | None, paragraphs: Iterable[str]) -> bool:
    """Whether a page's headline, its site's name aside, is an error's, or its first paragraph is and little follows."""
    texts = list(paragraphs)
    few = sum(text.count(" ") + 1 for text in texts) <= _FEW
    parts = [part.strip(" .!…") for part in _SEPARATOR.split((headline or "")[:200])]
    if any(_CERTAIN.fullmatch(part) or (few and _POSSIBLE.fullmatch(part)) for part in parts if part):
        return True
    first = re.split(r"(?<=[.!?])\s", texts[0][:300])[0].strip(" .!…") if texts else ""
    return few and _CERTAIN.fullmatch(first) is not None
