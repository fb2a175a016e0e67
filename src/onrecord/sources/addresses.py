"""Addresses of articles: their parts, what of them is shown, and what two spellings of one article have in common.

Two things are kept apart. The address that is stored and shown works when it is opened: of it only what no server
needs is taken. The key by which articles are told apart may be no address at all: without scheme and host prefixes,
final slashes and everything that says how a reader came. No function here raises for any text.

A key is its own key, and the key of what is shown of an address is that of the address. Both hold because a key is put
together from parts in the one spelling that they would be given again: a host of ASCII labels, a path and parameters
with only those escapes that cannot be left out, each rule applied until it finds nothing more to do.

Parameters of addresses that say how a reader came, not what is read.

A parameter that names an article must stay, or two articles become one; so where a name is used for both, the value
and the path decide, in favour of keeping it.

What an article is known by: an id made from what all spellings of its address have in common, else from its bytes.

A server speaks for its own registered domain only. What it says about an address elsewhere is a claim: it is kept,
and nothing is identified by it.
"""

import base64
import re
import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from onrecord.model import Origin, sha256

# Of analytics, advertising, newsletters and share buttons. A star stands for anything.
_TRACKERS = re.compile(
    "(?:"
    + "|".join(
        re.escape(name).replace(r"\*", ".*")
        for name in """
utm_* ns_* mtm_* pk_* piwik_* matomo_* stm_* hsa_* hsctatracking _hs* __hs* vero_* mkt_* mc_cid mc_eid oly_* cx_*
at_medium at_campaign* at_custom* at_creation at_format at_link* at_bbc* at_ptr* at_type wt.* wt_* sc_* s_kwcid
s_cid s_campaign fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid tblci tbclid li_fat_id
igshid igsh mibextid epik rdt_cid irclickid irgwc zanpid awc wickedid rb_clickid _openstat fb_action_ids
fb_action_types fb_ref fb_source fb_comment_id action_object_map action_type_map action_ref_map __twitter_impression
__source __tn__ __xts__ _ga _gl _gac _ke _kx _bta_* _branch_match_id _branch_referrer ga_* gaa_* gad_source
gad_campaignid gs_l ved usg aqs sxsrf cmp cmpid cmp_id campaignid campaign_id camp ncid nlid nl_* icid intcid
int_cid int_source int_medium int_campaign intcmp icmp itid ito itm_* xtor xtref ocid cvid smid smtyp smprod partner
emc mod taid sr_share sr_source soc_src soc_trk guccounter guce_referrer guce_referrer_sig trk trkcampaign trkemail
ref_src ref_url refsrc referer referrer refid referral sharetoken share_token share_id share_source shareuid
sharedfrom shared_by unlocked_article_code giftcopy gift_token reflink reflinks sref srnd leadsource amp_js_v
amp_gsa amp_lite amp_r amp_tf usqp ob_* obclickid obor dicbo outbrainclickid newsletter newsletter_id newsletterid
emailid email_source regi_id instance_id segment_id bt_ee bt_ts algo_* cndid esrc mbid bxid spmailingid spuserid
spjobid spreportid vgo_ee dm_i elqtrack* elqtrackid elqaid elqat elq vnid rss_source wprov feedref feature
socialtrack social_share linksource sthash sfmc_* sfns
""".split()
    )
    + ")",
    re.IGNORECASE,
)
# Names that also name articles: kept with a number, and where the path is only a script that shows any article.
_AMBIGUOUS = frozenset(
    """
ref src source from via share shared sharing cid campaign medium origin rss feed social pos position link module pgtype
action fr si sh st te context trackingid tracking track sponsored promo gift entry entrypoint _ _r _t nocache cache
cachebuster ts timestamp comments showcomments commentid comment_id replytocom notfound redirect redirected sns
is_from via_social channel email user_id tpl_source nl linkid
""".split()
)
# The same article for another screen, on paper, or on one page.
_VARIANTS = frozenset(
    """
amp _amp amp_markup isamp is_amp noamp nonamp mobile nomobile ismobile m desktop print printable printer_friendly
singlepage single_page onepage showall pagewanted
""".split()
)
_SWITCHES = frozenset(("", "0", "1", "y", "n", "yes", "no", "true", "false", "on", "off", "all", "print", "amp"))
_MODES = frozenset("outputtype output mode type view variant format layout page".split())
_MODE_VALUES = frozenset("amp mobile print printable all full single".split())
_ANY_ARTICLE = re.compile(r"(?:/[^/]+\.(?:php\d?|aspx?|jsp|cgi|pl|dll|do|cfm))?", re.IGNORECASE)


def is_tracker(name: str) -> bool:
    """Whether no server looks for an article by a parameter of this name."""
    return _TRACKERS.fullmatch(name.strip()) is not None


def is_variant(name: str, value: str, *, path: str) -> bool:
    """Whether the parameter leads to the same article, on its path, as its absence does."""
    name, value = name.strip().lower(), value.strip().lower()
    if name in _VARIANTS:
        return value in _SWITCHES
    if name in _MODES:
        return value in _MODE_VALUES or (name == "page" and value == "1")
    if name not in _AMBIGUOUS or _ANY_ARTICLE.fullmatch(path[max(path.rfind("/"), 0) :]):
        return False
    return not value.isdigit() or len(value) < 2 or name in ("_", "_t", "ts", "timestamp", "nocache")


LONGEST = 8000
"""Characters of an address; servers take fewer."""
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_BRACKETED = re.compile(r"[0-9a-f:.]+(?:%[\w.~-]+)?", re.ASCII)
_HOST_PREFIXES = frozenset("www www1 www2 www3 m mobile amp touch wap".split())
_FIRST_PAGES = re.compile(r"(?:index|default)\.(?:html?|xhtml|shtml|php\d?|aspx?|jsp|cgi)", re.IGNORECASE)
_AMP_ENDING = re.compile(r"(?<=.)\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_ROUTE = re.compile(r"!|/")
"""Where a fragment is a place of its own: pages that are put together by a script."""
_WITHOUT_SCHEME = re.compile(r"(?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d{1,5})?/.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_ESCAPED_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Bytes outside ASCII, which several may make one character."""
_KEPT_ESCAPES = re.compile(r"(%[0-9A-F]{2})")
_AND = re.compile(r"&(?:amp;)*")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_USER = re.compile(r"(?:(?<=://)|(?<=\A//))[^/?#]*@")
_USERS_IN_TEXT = re.compile(r"(?<=://)[^/?#\s@]{1,512}@")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "!$'()*,:@;=&+/"
_QUERY_SAFE = "!$'()*,:@/?"
# Caches that serve another site's page under an address which holds that of the page.
_CACHED = (
    (re.compile(r"(?:.+\.)?cdn\.ampproject\.org"), re.compile(r"/(?:[cv]|wp)/(?:s/)?(.+)")),
    (re.compile(r"google\.com"), re.compile(r"/amp/(?:s/)?(.+)")),
)


def split(url: str) -> SplitResult | None:
    """The parts of an http, https or other address with a host that can be asked; None for any other text."""
    if len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        usable = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if usable and _host(parts) else None


def without_credentials(url: str) -> str:
    """The address without the name and password that stand before its host."""
    return _USER.sub("", url, count=1)


def without_any_credentials(text: str) -> str:
    """A text without the names and passwords of the addresses in it."""
    return _USERS_IN_TEXT.sub("", text)


def authorization(url: str) -> str | None:
    """The header by which a host is told the name and password that an address holds; None where it holds none."""
    parts = split(url)
    if parts is None or not (parts.username or parts.password):
        return None
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(pair.encode('utf8', 'replace')).decode('ascii')}"


def shown_address(url: str) -> str:
    """An address as it is stored and shown: it still works. Host in lower case, without name and password, default
    port, fragment, and parameters that only say how a reader came."""
    url = url.strip()
    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https"):
        bare = url if _web_parts(url) else _USER.sub("", url)  # without them it may be an address
        return bare if bare == url else shown_address(bare)
    port = _port(parts, default={"http": 80, "https": 443}[parts.scheme])
    fragment = parts.fragment if _ROUTE.match(parts.fragment) else ""
    place = f"{_host(parts)}{port}"
    shown = urlunsplit((parts.scheme, place, _quoted(parts.path), _quoted_query(parts.query), fragment))
    return shown if len(shown) <= LONGEST else url


def address_key(url: str) -> str:
    """What all addresses of one article have in common. Of a plain address with https it is the address itself."""
    url = url.strip()
    parts = _web_parts(url)
    if parts is None:
        bare = _USER.sub("", url)  # without them it may be an address
        return bare if bare == url else address_key(bare)
    parts = _uncached(parts)
    port = _port(parts, default=443) and _port(parts, default=80)
    site = f"https://{_without_prefixes(_host(parts))}{port}"
    path = _plain_path(parts.path)
    query = "&".join(sorted(_plain_pairs(parts.query, path=path)))
    fragment = f"#{parts.fragment}" if _ROUTE.match(parts.fragment) else ""
    root = "/" if not path and (query or fragment) else ""
    key = f"{site}{path}{root}{'?' if query else ''}{query}{fragment}"
    return key if len(key) <= LONGEST else f"{site}/~{sha256(key)}"


def domain(url: str) -> str | None:
    """The part of an address's host that one owner registered: `paper.co.uk` of `news.paper.co.uk`. A numeric address
    is its own; None where there is no host."""
    parts = split(url)
    return _registered(_host(parts)) if parts else None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered domain, so that the one may speak for the other. A cache of pages
    belongs to the site whose page it serves."""
    first = domain(address_key(one))
    return first is not None and first == domain(address_key(other))


def _registered(host: str) -> str:
    # Read from a file inside the package; private suffixes count (anybody may have a page under github.io).
    from tld import get_fld

    if _is_numeric(host):
        return host
    found = get_fld(f"http://{host}/", fail_silently=True)
    return str(found) if found else ".".join(host.split(".")[-2:])


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _host(parts: SplitResult) -> str:
    """The host in the one spelling of it; nothing where no host has such a name."""
    host = parts.hostname or ""
    if "]" in parts.netloc.rpartition("@")[2]:
        return f"[{host}]" if _BRACKETED.fullmatch(host) and _is_numeric(host) else ""
    try:
        host = (host if host.isascii() else host.encode("idna").decode("ascii").lower()).rstrip(".")
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _web_parts(url: str) -> SplitResult | None:
    """The parts of an address of the web, also where its scheme is left out."""
    bare = _WITHOUT_SCHEME.fullmatch(url)
    parts = split(f"https://{bare[1]}" if bare else url)
    return parts if parts and parts.scheme in ("http", "https") else None


def _uncached(parts: SplitResult) -> SplitResult:
    """The parts of the address of the page that a cache serves; of any other address its own."""
    while True:
        host, paths = _without_prefixes(_host(parts)), (f"/{'/'.join(_segments(parts.path))}", _plain_path(parts.path))
        matches = (cached.fullmatch(path) for cache, cached in _CACHED if cache.fullmatch(host) for path in paths)
        inner = next(filter(None, (split(f"https://{held[1]}") for held in matches if held)), None)
        if inner is None:
            return parts
        parts = inner._replace(query=parts.query)


def _port(parts: SplitResult, *, default: int) -> str:
    return "" if parts.port in (None, default) else f":{parts.port}"


def _without_prefixes(host: str) -> str:
    """The host without labels that name a device, where what is left is a site of its own."""
    while not _is_numeric(host) and not _HOST_PREFIXES.isdisjoint(labels := host.split(".")):
        kept = len(_registered(host).split("."))
        before = [label for label in labels[:-kept] if label not in _HOST_PREFIXES]
        if len(before) + kept == len(labels):
            break
        host = ".".join((*before, *labels[-kept:]))
    return host


def _quoted(path: str) -> str:
    """A path in characters that an address may hold; what is escaped stays so."""
    return quote(_STRAY.sub("%25", path), safe=f"{_PATH_SAFE}%~[]|", errors="surrogatepass")


def _quoted_query(query: str) -> str:
    """The parameters that a server may look for, in characters that an address may hold."""
    kept = "&".join(pair for pair in _pairs(query) if not is_tracker(_name_and_value(pair)[0]))
    return quote(_STRAY.sub("%25", kept), safe=f"{_QUERY_SAFE}%~&=+;[]|", errors="surrogatepass")


def _segments(path: str) -> list[str]:
    segments: list[str] = []
    for segment in _SESSION.sub("", _spelled(path, safe=_PATH_SAFE)).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    return segments


def _plain_path(path: str) -> str:
    """A path in one spelling, without what stands for "the first page" or "for phones"."""
    segments = _segments(path)
    others = [segment for segment in segments if segment.lower() != "amp"] or segments[:1]
    while others:
        last = others.pop()
        shorter = "" if _FIRST_PAGES.fullmatch(last) else _AMP_ENDING.sub("", last)
        if shorter == last or (shorter and not shorter.strip(".")):
            others.append(last)
            break
        if shorter and (shorter.lower() != "amp" or not others):
            others.append(shorter)
    return "".join(f"/{segment}" for segment in others)


def _pairs(query: str) -> Iterator[str]:
    for pair in _AND.split(query):
        if pair.strip("="):
            yield pair


def _plain_pairs(query: str, *, path: str) -> Iterator[str]:
    for name, value in map(_name_and_value, _pairs(query)):
        if value and not is_tracker(name) and not is_variant(name, value, path=path):
            yield f"{name}={value}"


def _name_and_value(pair: str) -> tuple[str, str]:
    name, _, value = pair.replace("+", "%20").partition("=")
    return _spelled(name, safe=_QUERY_SAFE), _spelled(value, safe=_QUERY_SAFE)


def _spelled(text: str, *, safe: str) -> str:
    """The text with only those characters escaped that must be, composed, in capital digits."""
    plain = _UNRESERVED.union(safe) - {"/"}

    def unescape(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in plain else match[0].upper()

    # What stays escaped stays apart, so that it is not composed with what follows it.
    letters = quote(_STRAY.sub("%25", text), safe=f"{safe}%~", errors="surrogatepass")
    letters = _ESCAPED_LETTERS.sub(_letters, _ESCAPED.sub(unescape, letters))
    pieces = _KEPT_ESCAPES.split(letters)
    return "".join(
        piece if number % 2 else quote(unicodedata.normalize("NFC", piece), safe=safe + "~", errors="surrogateescape")
        for number, piece in enumerate(pieces)
    )


def _letters(escaped: re.Match[str]) -> str:
    return unquote(escaped[0], errors="surrogateescape")


def article_id(content: bytes, url: str | None, given: str | None = None) -> str:
    """The id an input gave, else 16 digits of the SHA-256 of the address's key, else of the bytes."""
    if given:
        return given
    return sha256(address_key(url))[:16] if url else sha256(content)[:16]


def normal_url(url: str) -> str:
    """An address as it is stored and shown: it still works, and holds neither trackers nor a password."""
    return shown_address(url)


def fetched_from(url: str | None, *, claimed: str | None = None) -> Origin | None:
    """The origin of what was fetched from an address. Without one, where the bytes came from is known to the caller."""
    return Origin("fetched", shown_address(url), claimed) if url else None


def identified(named: str | None, *, fetched: str | None) -> tuple[str | None, str | None]:
    """The address by which an article is known, and the one that is only claimed.

    `named` is what its bytes name as theirs, `fetched` where they came from, None where they came from no address:
    then what they name is all there is, and it is a claim as well."""
    if fetched is None:
        return named, named
    if named is None or same_site(named, fetched):
        return named or fetched, None
    return fetched, named
