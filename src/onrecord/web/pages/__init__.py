"""One module a page: what is asked, what the record answers, and which template shows it."""

from importlib import import_module

PAGES = (
    "about",
    "actor",
    "actor_decisions",
    "actors",
    "adding",
    "article",
    "charts",
    "check",
    "coding",
    "decisions",
    "downloads",
    "families",
    "headline",
    "home",
    "questions.common",
    "questions.feed",
    "questions.listed",
    "questions.matrix",
    "questions.network",
    "questions.question",
    "questions.saved",
    "review",
    "search",
    "searches",
    "sources",
    "statement",
    "versions",
    "whole",
)
"""The modules, each with its `router`."""
ROUTERS = tuple(import_module(f"{__name__}.{name}").router for name in PAGES)
