"""Onrecord reads news coverage and keeps a verifiable record of who said what, to whom, when and where.

    onrecord.read("page.html")               the statements of articles
    onrecord.open_record("ferry.record")     the record: add articles, search, who

What is public is listed in `__all__`; each name is loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.actors.directory import Actor
    from onrecord.checking.drafts import check
    from onrecord.collect import Done
    from onrecord.library import OpenRecord, open_record, read
    from onrecord.model import (
        Article,
        Attribution,
        Block,
        Failure,
        Loaded,
        Occasion,
        Origin,
        Reading,
        Span,
        Speaker,
        Statement,
        Time,
        Version,
        When,
        Words,
    )
    from onrecord.pipeline import statements
    from onrecord.problems import Problem
    from onrecord.reading import Reader
    from onrecord.record.values import Known
    from onrecord.results import Found, Hits, ReadArticle, Readings
    from onrecord.sources import load

    __version__: str

_HOMES = {
    "Actor": "actors.directory",
    "Article": "model",
    "Attribution": "model",
    "Block": "model",
    "Done": "collect",
    "Failure": "model",
    "Found": "results",
    "Hits": "results",
    "Known": "record.values",
    "Loaded": "model",
    "Occasion": "model",
    "OpenRecord": "library",
    "Origin": "model",
    "Problem": "problems",
    "ReadArticle": "results",
    "Reader": "reading",
    "Reading": "model",
    "Readings": "results",
    "Span": "model",
    "Speaker": "model",
    "Statement": "model",
    "Time": "model",
    "Version": "model",
    "When": "model",
    "Words": "model",
    "check": "checking.drafts",
    "load": "sources",
    "open_record": "library",
    "read": "library",
    "statements": "pipeline",
}

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Block",
    "Done",
    "Failure",
    "Found",
    "Hits",
    "Known",
    "Loaded",
    "Occasion",
    "OpenRecord",
    "Origin",
    "Problem",
    "ReadArticle",
    "Reader",
    "Reading",
    "Readings",
    "Span",
    "Speaker",
    "Statement",
    "Time",
    "Version",
    "When",
    "Words",
    "check",
    "load",
    "open_record",
    "read",
    "statements",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `import onrecord` and `onrecord --help` do not wait for the model's runtime.
    if name == "__version__":
        return import_module("importlib.metadata").version("onrecord")
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
