"""Word documents, made by hand: mark-up of the body, and what the package holds beside it."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
)


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of words."""
    parts = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{parts}</w:p>"


def document(
    *paragraphs: str,
    footnotes: str = "",
    styles: str = "",
    core: str = "",
    main: str = "word/document.xml",
    namespace: str = MAIN,
) -> bytes:
    """A package with this body."""
    names = f'xmlns:w="{namespace}" {_NAMES}'
    folder = main.rpartition("/")[0]
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="1" Type="{_OFFICE}/officeDocument" '
        f'Target="/{main}"/></Relationships>',
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        main: f"<w:document {names}><w:body>{''.join(paragraphs)}<w:sectPr/></w:body></w:document>",
        f"{folder}/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
    }
    if footnotes:
        parts[f"{folder}/footnotes.xml"] = f"<w:footnotes {names}>{footnotes}</w:footnotes>"
    if core:
        parts["docProps/core.xml"] = f"{_CORE}{core}</cp:coreProperties>"
    return package(parts)


def package(parts: dict[str, str]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
