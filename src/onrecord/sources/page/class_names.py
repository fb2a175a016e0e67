"""What an element is, by its tag and by the names that its page gives it in class, id and other attributes.

Names are read token by token and as whole words: "newsletter-signup" is a box, "no-ads" and "withad" say how an
article is laid out. Still a name is only a hint: who uses it must be able to do without.
"""

import re
from functools import lru_cache
from typing import Literal

Role = Literal["article", "main", "body", "caption", "aside", "box", "site", "foot", "quote", "home"]
"""`body` is said to hold the article's text alone; `box` is an advertisement, a teaser or an author's box; `site`
speaks to readers of the site and never is an article: consent, comments, terms; `home` leads to the site's front."""

Sign = Literal["author", "time"]

_LONGEST = 400
_LONGEST_HOME = 300
_HOME = re.compile(r"\s*(?:https?://[^/?#\s]+)?(?:\.?/|/?(?:index|home)\.\w{3,5})?\s*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIDE = frozenset(("nav", "footer", "aside", "form", "menu", "dialog"))
_NOT = r"(?<![\w-])(?!(?:no|has|with|without|show|hide|is|not|hide)[-_])(?:[^\W_]+[-_]{1,2}){0,6}?"
_TAIL = (
    r"(?:[-_]{1,2}(?:\d+|slots?|units?|box(?:es)?|containers?|wrap(?:per)?|banners?|blocks?|placeholder|labels?|inner|outer"
    r"|inline|native|mpu|list|items?|cards?|links?|modules?|widgets?|sections?|areas?|panels?|teasers?|stories|articles|posts"
    r"|content|promos?|title|text|body|signup|sign-up|form|policy|rules|notice|bar|popup|modal|overlay|message|info))*"
    r"(?![\w-])"
)


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_NOT}(?:{words}){_TAIL}", re.IGNORECASE)


_CAPTION = re.compile(r"caption", re.IGNORECASE)
_AUTHOR_BOX = re.compile(
    r"(?:^|\s)[\w-]*?(?:(?:author|contributor|writer)s?[-_]{0,2}(?:bio|box|card|info|about|details?|profile|description)"
    r"|about[-_]{0,2}(?:the[-_]{0,2})?authors?|newsletter|comments?[-_](?:list|section|area|container|wrapper|form)|disqus)",
    re.IGNORECASE,
)
_BOX = _named(
    r"ads?|adverts?|advertise?ments?|advertising|sponsored|(?:partner|paid|branded)[-_]?content|polls?|quiz|outbrain|taboola|revcontent|dfp|promoted|promo"
    r"|recirc(?:ulation)?|related|recommend(?:ed|ations?)|trending|most[-_]?(?:read|popular|viewed)|popular"
    r"|read[-_]?(?:more|next|also)|more[-_](?:stories|news|on|from|like)|teasers?|up[-_]?next|subscribe|sign[-_]?up|visually-?hidden|sr-only|screen-reader|skip-link"
)
_SITE = _named(
    r"cookies?|cookie[-_]?(?:consent|law)|consent|gdpr|ccpa|onetrust|cmp|privacy|comments?|discussion"
    r"|comment[-_]?guidelines?|house[-_]?rules|moderation"
)
_BODY = re.compile(
    r"(?<![\w-])(?:article-?body|(?:article|story|post|entry)[-_]{1,2}(?:body|text|copy|content))(?![\w-])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"by-?line|author|(?<![\w])(?:writer|contributor|reporter)(?![\w])", re.IGNORECASE)
_TIME = re.compile(r"date|time|publish|posted|updated|modified|stamp|dateline", re.IGNORECASE)


@lru_cache(maxsize=8192)
def sign_of(names: str) -> Sign | None:
    """Whether an element of these names may be a byline, or a date."""
    names = names[:_LONGEST]
    if _AUTHOR.search(names):
        return "author"
    return "time" if _TIME.search(names) else None


_HEADLINE = re.compile(r"head-?line|(?:article|post|story|entry|page)[-_]{1,2}title", re.IGNORECASE)


def names_headline(names: str) -> bool:
    """Whether an element of these names is said to be the headline."""
    return _HEADLINE.search(names[:_LONGEST]) is not None


_OPENING = re.compile(
    r"(?<![^\W_])(?:intro(?:duction)?|lead|lede|leader?|stand-?first|summary|excerpt|dec?k|ingress|abstract|sub-?title)(?![^\W_])",
    re.IGNORECASE,
)


def opens_article(names: str) -> bool:
    """Whether an element of these names is said to be the opening lines of an article."""
    return _OPENING.search(names[:_LONGEST]) is not None


@lru_cache(maxsize=8192)
def roles_of(tag: str, names: str, role: str, address: str) -> frozenset[Role]:
    """What an element is by its tag, its names, its ARIA role and the address that it leads to."""
    names = _HUMP.sub("-", names[:_LONGEST])
    found: set[Role] = set()
    if tag == "article" or role == "article":
        found.add("article")
    if tag == "main" or role == "main":
        found.add("main")
    if _BODY.search(names):
        found.add("body")
    if tag == "figcaption" or _CAPTION.search(names):
        found.add("caption")
    if tag == "a" and len(address) <= _LONGEST_HOME and _HOME.fullmatch(address):
        found.add("home")
    if tag == "blockquote":
        found.add("quote")
    if tag in ("footer", "nav"):
        found.add("foot")
    if tag in _SIDE:
        found.add("aside")
    if _AUTHOR_BOX.search(names) or _BOX.search(names):
        found.add("box")
    if _SITE.search(names) or tag == "dialog":
        found.add("site")
    return frozenset(found)
