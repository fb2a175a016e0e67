"""Onrecord reads news coverage and keeps a verifiable record of who said what, to whom, when and where."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.families.drafts import check
    from onrecord.model import (
        Article,
        Attribution,
        Block,
        Failure,
        Loaded,
        Origin,
        Reading,
        Span,
        Speaker,
        Statement,
        Time,
        Version,
        When,
    )
    from onrecord.pipeline import statements
    from onrecord.problems import Problem
    from onrecord.reading import Reader
    from onrecord.record import open_record
    from onrecord.sources import load

_HOMES = {
    "Article": "model",
    "Attribution": "model",
    "Block": "model",
    "Failure": "model",
    "Loaded": "model",
    "Origin": "model",
    "Problem": "problems",
    "Reader": "reading",
    "Reading": "model",
    "Span": "model",
    "Speaker": "model",
    "Statement": "model",
    "Time": "model",
    "Version": "model",
    "When": "model",
    "check": "families.drafts",
    "load": "sources",
    "open_record": "record",
    "statements": "pipeline",
}

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "Failure",
    "Loaded",
    "Origin",
    "Problem",
    "Reader",
    "Reading",
    "Span",
    "Speaker",
    "Statement",
    "Time",
    "Version",
    "When",
    "check",
    "load",
    "open_record",
    "statements",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `import onrecord` and `onrecord --help` do not wait for the model's runtime.
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOMES[name]}"), name)
