"""One module a page: what is asked, what the record answers, and which template shows it."""

from importlib import import_module

PAGES = (
    "about",
    "actors.actor",
    "actors.decisions",
    "actors.listed",
    "adding",
    "articles.article",
    "articles.statement",
    "charts",
    "check",
    "families",
    "home",
    "questions.common",
    "questions.listed",
    "questions.matrix",
    "questions.network",
    "questions.question",
    "questions.saved",
    "review.coding",
    "review.decisions",
    "review.review",
    "search.downloads",
    "search.saved",
    "search.search",
    "sources",
    "whole",
)
"""The modules, each with its `router`."""
ROUTERS = tuple(import_module(f"{__name__}.{name}").router for name in PAGES)
