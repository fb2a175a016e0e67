"""Bytes to articles: pages, plain text and JSON lines, from files, folders, addresses or a stream.

One bad input never stops the others: it becomes a Failure with its reason.

Each name is loaded on first use: what reads pages takes half a second to load, and who searches a record needs only
`addresses`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.sources.inputs import count, count_bytes, left_out, load, load_bytes, to_load
    from onrecord.sources.page import read_page
    from onrecord.sources.tables.jsonl import read_json, read_jsonl, read_record
    from onrecord.sources.text import read_text

_HOMES = {
    "count": "inputs",
    "count_bytes": "inputs",
    "left_out": "inputs",
    "load": "inputs",
    "load_bytes": "inputs",
    "read_json": "tables.jsonl",
    "read_jsonl": "tables.jsonl",
    "read_page": "page",
    "read_record": "tables.jsonl",
    "read_text": "text",
    "to_load": "inputs",
}

__all__ = [
    "count",
    "count_bytes",
    "left_out",
    "load",
    "load_bytes",
    "read_json",
    "read_jsonl",
    "read_page",
    "read_record",
    "read_text",
    "to_load",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
