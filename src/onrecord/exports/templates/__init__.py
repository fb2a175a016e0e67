"""The templates and style sheets of what is exported; the files stand beside this module."""

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def escaping() -> Environment:
    """The templates of the pages; what they show is escaped."""
    return Environment(
        loader=PackageLoader("onrecord.exports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@cache
def style_of(*names: str) -> str:
    """The style sheet of a page: what all pages share, then its own parts; without comments."""
    sheets = (_COMMENT.sub("", template_text(name)).strip() for name in ("page.css", *names))
    return "\n".join(["", *sheets, ""])


def template_text(name: str) -> str:
    """A file beside the templates, as it stands."""
    return (files("onrecord.exports") / "templates" / name).read_text("utf8")
