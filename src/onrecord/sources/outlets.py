"""Which outlet a page belongs to.

Pages name it in several places, each of which now and then holds something else: a section ("U.S."), an address, the
headline, the company. A name that two of them agree on is believed first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

_MARK = r"(?:[|·•»–—-]|::)"
_SUFFIX = re.compile(rf"(?<!\s)\s+{_MARK}\s+([^|·•»–—]{{2,40}})$")
_PREFIX = re.compile(rf"^([^|·•»–—:]{{2,40}}?)(?:\s+{_MARK}|:)\s+")
_ADDRESS = re.compile(r"^(?:https?:|www\.)|^@", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}", re.IGNORECASE)
_SECTION = re.compile(r"(?<!\s)\s+\|\s+[^|]{2,25}$")


def outlet_of(
    meta: Mapping[str, list[str]],
    publishers: Sequence[str],
    *,
    title: str | None,
    headlines: Iterable[str],
    url: str | None,
    fronts: Sequence[str] = (),
) -> str | None:
    """The outlet's name: of those that a page gives, in the order of their reliability, the one with most witnesses.
    `fronts` are the words of the links to the site's front. What a title ends or begins with needs a witness."""
    taken = {_key(headline) for headline in headlines if headline}
    given = (*meta.get("og:site_name", ())[:1], *publishers[:1], *meta.get("application-name", ())[:1])
    named = [name for name in given if _key(name) and not _ADDRESS.match(name) and _key(name) not in taken]
    ends: list[str] = [found[1] for pattern in (_SUFFIX, _PREFIX) if title and (found := pattern.search(title))]
    others = [_key(name) for name in (*meta.get("twitter:site", ()), *_hosts(url), *fronts) if _key(name)]
    names = [_key(name) for name in named if not _DOMAIN.fullmatch(name)]
    named += [
        name
        for name in ends
        if any(_agree(_key(name), other) for other in others)
        and _key(name) not in taken
        and not any(_agree(_key(name), other) for other in names)
    ]
    named.sort(key=lambda name: _DOMAIN.fullmatch(name) is not None)
    witnesses = [*map(_key, named), *map(_key, ends), *set(others)]
    counted = {name: sum(_agree(_key(name), witness) for witness in witnesses) for name in named}
    return max(named, key=lambda name: counted[name], default=None)


def without_outlet(headline: str, outlet: str | None) -> str:
    """A headline without the outlet's name that some pages append to it or put before it."""
    if not outlet or not _key(outlet):
        return headline
    suffix, prefix = _SUFFIX.search(headline), _PREFIX.search(headline)
    if suffix and (_key(outlet) in _key(suffix[1]) or _key(suffix[1]) in _key(outlet)):
        headline = headline[: suffix.start()]
        if "|" in suffix[0]:
            headline = _SECTION.sub("", headline)
    elif prefix and _key(prefix[1]) == _key(outlet):
        headline = headline[prefix.end() :]
    return headline


def _agree(name: str, witness: str) -> bool:
    short, long = sorted((name, witness), key=len)
    return short == long or (len(short) > 3 and short in long)


def _hosts(url: str | None) -> Iterator[str]:
    host = urlsplit(url).hostname if url else None
    if host:
        yield max(host.removeprefix("www.").split("."), key=len)


def _key(text: str) -> str:
    return re.sub(r"[\W_]|^the\b", "", text.casefold())
