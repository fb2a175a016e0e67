"""The occasions told so far in an article, looked up by what a later statement calls them."""

import re
from collections.abc import Iterable

from onrecord.model import When
from onrecord.occasions.mentions import last_word, proper_names
from onrecord.occasions.setting import Setting
from onrecord.occasions.venues import Venue

_WORD = re.compile(r"\w+")
_Told = tuple[int, Setting]


class Known:
    """The settings in the order told, each with the mention of its source, or "". Only the latest under each word is
    kept, so that asking takes the same time in a long article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._count = 0
        self._latest: Setting | None = None
        self._by_source_word: dict[str, _Told] = {}
        self._by_head: dict[str, _Told] = {}
        self._by_venue_name: dict[str, _Told] = {}
        self._written: _Told | None = None
        self._by_name: dict[str, _Told] = {}
        self._dated_by_name: dict[str, _Told] = {}
        self._dated_by_noun: dict[str, _Told] = {}

    def add(self, source: str, setting: Setting) -> None:
        """The next one told."""
        told = (self._count, setting)
        self._count += 1
        self._latest = setting
        self._by_source_word |= dict.fromkeys(_WORD.findall(source), told)
        if setting.venue is not None:
            self._by_head[setting.venue.head] = told
            self._by_venue_name |= dict.fromkeys(proper_names(setting.venue.span.of(self._text)), told)
            self._written = told if setting.venue.written else self._written
        names = proper_names(source)
        self._by_name |= dict.fromkeys(names, told)
        if setting.when is not None and source:
            self._dated_by_name |= dict.fromkeys(names, told)
            if not names:
                self._dated_by_noun[last_word(source)] = told

    def of_venue(self, venue: Venue) -> When | None:
        """The date of the occasion that is named again: by a definite noun, or by its proper name."""
        words = venue.span.of(self._text)
        if venue.definite and words.lower().startswith("the same "):
            return self._latest.when if self._latest else None
        found = [self._by_venue_name.get(name) for name in proper_names(words)]
        if venue.definite:
            found += [self._by_source_word.get(venue.head), self._by_head.get(venue.head)]
        setting = _last(found)
        return setting.when if setting else None

    def of_source(self, mention: str) -> Setting | None:
        """The latest occasion of a source that has a name."""
        return _last(self._by_name.get(name) for name in proper_names(mention))

    def of_document(self, noun: str, *, any_document: bool) -> Setting | None:
        """What was told of the document; with `any_document` the noun may stand for anything written."""
        words = (noun, noun.capitalize(), noun.upper())
        found = [self._by_head.get(noun), *(self._by_source_word.get(word) for word in words)]
        return _last([*found, self._written if any_document else None])

    def dated(self, mention: str) -> When | None:
        """The date of the latest that the same source said: of the same name or, without names, the same noun."""
        names = proper_names(mention)
        setting = _last(
            [self._dated_by_name.get(name) for name in names] or [self._dated_by_noun.get(last_word(mention))]
        )
        return setting.when if setting else None


def _last(found: Iterable[_Told | None]) -> Setting | None:
    told = [one for one in found if one is not None]
    return max(told, key=lambda one: one[0])[1] if told else None
