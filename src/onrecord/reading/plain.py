"""Plain reports that the reader left out: "Parents say the letter came too late."

In running news it finds all of these; in texts of another make (a letter set off, a list of posts) it at times leaves
out a sentence that nobody would doubt. Only a sentence that no attribution touches is looked at."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Span
from onrecord.reading.naming import NAME, ROLE
from onrecord.reading.places import Places

CONFIDENCE = 0.75
_NO_SOURCE = (
    r"(?!(?:Nobody|None|Neither|Nothing|It|That|This|What|Who|There|Here|If|When|While|Some|Many|Most|As|After|Before)\b"
    r"|(?:No|Not) )"
)
_BEGINS_CLAUSE = r"(?:the|a|an|it|he|she|they|we|its|his|her|their|there|no|[A-Z][\w’'-]+)\b"
_REPORT = re.compile(
    rf"(?:(?<=[.!?] )|^){_NO_SOURCE}(?P<source>(?:{NAME}|{ROLE}|[A-Z][a-z]+s)(?:, [^,.:;\n“”\"]{{2,80}},)?)"
    rf" (?P<cue>said|say|says) (?:that )?(?P<content>{_BEGINS_CLAUSE}[^.!?;:\n“”\"]{{8,300}})\.(?=\s|$)",
    re.MULTILINE,
)


def plain_reports(text: str, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The sentences "X said that Y." that none of the attributions touches."""
    places = Places(attributions)
    for report in _REPORT.finditer(text):
        if not places.taken(Span(*report.span())):
            source, cue, content = (Span(*report.span(name)) for name in ("source", "cue", "content"))
            yield Attribution((content,), (source,), (cue,), "said", "indirect", CONFIDENCE)
