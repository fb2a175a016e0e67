"""Bytes to articles: pages, plain text and JSON lines, from files, folders, addresses or a stream.

One bad input never stops the others: it becomes a Failure with its reason."""

from onrecord.sources.inputs import count, count_bytes, left_out, load, load_bytes, to_load
from onrecord.sources.page import read_page
from onrecord.sources.tables.jsonl import read_json, read_jsonl, read_record
from onrecord.sources.text import read_text

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
