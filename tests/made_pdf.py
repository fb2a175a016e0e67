"""Small PDFs, made by hand: lines at places, in Helvetica."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Put:
    """Words at a place of a page; y grows upwards, the page is 595 wide and 842 high."""

    x: float
    y: float
    text: str
    size: float = 10


def pdf(*pages: Sequence[Put], info: dict[str, str] | None = None, extra: bytes = b"") -> bytes:
    """A PDF with these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, page in enumerate(pages):
        drawn = b"".join(_drawn(put) for put in page) + extra
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn))
    entries = b" ".join(b"/%b (%b)" % (name.encode(), _escaped(value)) for name, value in (info or {}).items())
    objects.append(b"<< %b >>" % entries)
    return _file(objects)


def typeset(
    paragraphs: Iterable[str], *, width: int = 60, x: float = 70, y: float = 760, size: float = 10, space: float = 8,
    indent: float = 0, breaks: Iterable[str] = (),
) -> list[Put]:  # fmt: skip
    """Paragraphs as lines of up to so many letters; `breaks` are words as they may be divided ("trans-port")."""
    parts = {word.replace("-", ""): word.split("-") for word in breaks}
    put: list[Put] = []
    for paragraph in paragraphs:
        first = True
        for line in _lines(paragraph, width, parts):
            put.append(Put(x + (indent if first else 0), y, line, size))
            y -= size * 1.2
            first = False
        y -= space
    return put


def _lines(paragraph: str, width: int, parts: dict[str, list[str]]) -> Iterable[str]:
    line = ""
    for word in paragraph.split():
        bare = word.strip("“”,.:;!?")
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        if "-" in word and len(line) + len(word.split("-")[0]) + 2 <= width:
            head, _, tail = word.partition("-")
            yield f"{line} {head}-".strip()
            line = tail
        elif bare in parts and len(line) + len(parts[bare][0]) + 2 <= width:
            cut = word.index(bare) + len(parts[bare][0])
            yield f"{line} {word[:cut]}-".strip()
            line = word[cut:]
        else:
            yield line
            line = word
    if line:
        yield line


def _drawn(put: Put) -> bytes:
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET\n" % (put.size, put.x, put.y, _escaped(put.text))


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return content + trailer % (len(objects) + 1, len(objects), start)
