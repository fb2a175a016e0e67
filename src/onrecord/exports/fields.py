"""The values of a JSON object, each checked on being taken; an error names the key by its whole path."""

from collections.abc import Mapping
from typing import Any

from onrecord.model import Span
from onrecord.problems import BadArticle


class Fields:
    """One object of an article's JSON, at `path` in it ("statements[2].when"; empty for the article itself).

    Every method raises BadArticle where the value is missing or of another type."""

    def __init__(self, values: object, *, path: str = "") -> None:
        self._path = path
        if not isinstance(values, Mapping):
            raise BadArticle(path or "the article", f"must be an object, not {_kind(values)}")
        self._values: Mapping[str, Any] = values

    def replaced(self, values: "Fields", *, without: str) -> "Fields":
        """This object with the values of another in place of its own, and without one key."""
        own = {key: value for key, value in self._values.items() if key != without}
        return Fields({**own, **values._values}, path=values._path)

    def bad(self, key: str, wrong: str) -> BadArticle:
        """The error that says what is wrong with `key`."""
        return BadArticle(self._of(key), wrong)

    def text(self, key: str) -> str:
        """A string."""
        value = self._value(key)
        if not isinstance(value, str):
            raise self.bad(key, f"must be a string, not {_kind(value)}")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A string or null."""
        return None if self._value(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of strings."""
        items = enumerate(self._items(key))
        return tuple(Fields({"": item}, path=f"{self._of(key)}[{number}]").text("") for number, item in items)

    def one_of(self, key: str, allowed: tuple[Any, ...]) -> Any:
        """One of the strings of an enumeration."""
        value = self.text(key)
        if value not in allowed:
            raise self.bad(key, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self._values

    def truth(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.bad(key, f"must be a truth value, not {_kind(value)}")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.bad(key, f"must be a whole number, not {_kind(value)}")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """A whole number or null."""
        return None if self._value(key) is None else self.whole(key)

    def probability(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.bad(key, f"must be a number from 0 to 1, not {value!r}")
        return float(value)

    def object_or_none(self, key: str) -> "Fields | None":
        """An object or null."""
        value = self._value(key)
        return None if value is None else Fields(value, path=self._of(key))

    def objects(self, key: str, *, optional: bool = False) -> "list[Fields]":
        """An array of objects; where it is `optional`, a missing one is empty."""
        if optional and key not in self._values:
            return []
        return [Fields(item, path=f"{self._of(key)}[{number}]") for number, item in enumerate(self._items(key))]

    def span(self, text: str) -> Span:
        """The keys `start` and `end` as a span inside `text`."""
        start, end = self.whole("start"), self.whole("end")
        if not 0 <= start < end <= len(text):
            raise self.bad("start", f"and end, {start} and {end}, do not fit a text of {len(text)} characters")
        return Span(start, end)

    def _items(self, key: str) -> list[Any]:
        value = self._value(key)
        if not isinstance(value, list):
            raise self.bad(key, f"must be an array, not {_kind(value)}")
        return value

    def _value(self, key: str) -> Any:
        if key not in self._values:
            raise self.bad(key, "is missing")
        return self._values[key]

    def _of(self, key: str) -> str:
        return ".".join(part for part in (self._path, key) if part)


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a truth value"
        case str():
            return "a string"
        case int() | float():
            return "a number"
        case list():
            return "an array"
    return "an object"
