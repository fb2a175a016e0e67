"""What somebody probably meant who asked for a command that does not exist: by its spelling, or by a word that other
programs, or the professions that use this one, have for what a command does."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

_WORDS = {
    "read": "parse extract analyse analyze annotate process run quote",
    "add": "ingest fetch crawl collect scrape load upload insert create new init start save store update",
    "watch": "feed feeds rss follow subscribe monitor poll sync cron",
    "search": "find query grep look lookup filter list ls statement statements quotes quotations said",
    "who": "speaker speakers person people politician profile voices",
    "show": "view open display print cat get article articles",
    "history": "versions version diff changes log edits corrections",
    "families": "family duplicates reprints copies similar same dedupe cluster clusters",
    "conflicts": "contradictions contradiction disagreements",
    "check": "verify-draft factcheck fact-check validate draft proofread compare",
    "headline": "headlines title titles",
    "actors": "actor names entities merge split organizations organisations",
    "ask": "question questions stance stances debate claim claims",
    "positions": "position timeline",
    "code": "coding label annotate-position",
    "decide": "review accept reject edit correct approve",
    "agreement": "reliability kappa alpha krippendorff intercoder",
    "network": "networks graph discourse",
    "failures": "errors failed problems skipped",
    "stats": "statistics count counts info status summary report",
    "verify": "prove audit fsck integrity",
    "reread": "reindex rebuild upgrade migrate",
    "remove": "delete rm del erase forget drop purge",
    "export": "csv json dump backup download save-as",
    "import": "restore dna",
    "serve": "web ui gui browser server app start-server http dashboard",
    "users": "user login token tokens password account accounts",
    "evaluate": "test score benchmark accuracy eval",
    "second-opinion": "llm ai gpt ollama",
}
_COMMANDS = {word: command for command, words in _WORDS.items() for word in words.split()}


def meant(name: str, commands: Collection[str]) -> str:
    """A sentence on what was probably meant, with a space before it; empty where nothing is near."""
    if "://" in name or Path(name).suffix or Path(name).is_dir():
        return f" To read an article, run `onrecord read {name}`."
    if command := _COMMANDS.get(name.lower()):
        return f" Did you mean `onrecord {command}`?"
    near = get_close_matches(name.lower(), commands, n=1)
    return f" Did you mean `onrecord {near[0]}`?" if near else ""
