"""`read` and `add` on files of every layout, as a user gives them. All people here are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import onrecord

STORY = """<p>The last car ferry between Tarn and Odd Island will stop running on Friday after cracks were seen.</p>
<p>Islanders have relied on the boat since the bridge was closed to heavy traffic in the spring of last year.</p>"""
PAGE = "<!DOCTYPE html><html lang=en><head><title>Ferry</title>{head}</head><body><article>{body}</article></body>"
ADDRESS = "https://sound.example/news/ferry"
SPELLINGS = (
    "http://sound.example/news/ferry", "https://www.sound.example/news/ferry", f"{ADDRESS}/", f"{ADDRESS}?utm_source=x",
    f"{ADDRESS}?fbclid=1&utm_medium=y", f"{ADDRESS}#comments", f"{ADDRESS}?ref=rss", f"{ADDRESS}?share=mail",
    f"{ADDRESS}.amp", f"{ADDRESS}/amp/", f"{ADDRESS}?rss=1", "https://SOUND.example:443/news/ferry",
)  # fmt: skip
ARTICLES = {
    "unnamed.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nGood evening to all.\n\n00:04.000 --> 00:08.000\nIt may rain.\n",
    "dashes.srt": "1\n00:00:01,000 --> 00:00:04,000\n- Will it go up?\n- No, not this year.\n\n2\n00:00:05,000 --> "
    "00:00:08,000\n- And then?\n- Ask me then.\n",
    "rolling.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nwe will not\n\n00:02.000 --> 00:04.000\nwe will not\nsell the "
    "quay\n\n00:04.000 --> 00:06.000\nsell the quay\nto anybody\n",
    "growing.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nwe\n\n00:02.000 --> 00:03.000\nwe will\n\n00:03.000 --> "
    "00:04.000\nwe will not sell it\n",
    "blank.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:04.000 line:91%\nWho told you?\n\n00:00:04.100 --> 00:00:08.000 "
    "line:79%\n\nThe pilot saw them on Sunday\nand rang me.\n\n00:00:08.100 --> 00:00:10.000\nWho is that?\n",
    "own_line.srt": "1\n00:00:01,000 --> 00:00:04,000\nOda Marsh:\nWelcome back to the hearing.\n\n2\n00:00:04,100 --> "
    "00:00:08,000\nWill the rate go up?\n\n3\n00:00:08,100 --> 00:00:12,000\nPer Conde:\nThe rate stays where it is,\n"
    "\n4\n00:00:12,100 --> 00:00:15,000\nand I will sign nothing else.\n",
    "capitals.srt": "1\n00:00:01,000 --> 00:00:04,000\n>> ODA MARSH: MAYOR, WILL\nTHE RATE GO UP?\n\n2\n00:00:04,100 "
    "--> 00:00:08,000\n>> MAYOR PER CONDE: IT WILL NOT\nGO UP. [APPLAUSE]\n\n3\n00:00:08,100 --> 00:00:12,000\n>> ODA "
    "MARSH: IT DID.\n\n4\n00:00:12,100 --> 00:00:15,000\n>> MAYOR CONDE: THAT WAS FOR WATER.\n",
    "sounds.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n[MUSIC]\n\n00:03.000 --> 00:06.000\n>> ODA MARSH: THE QUAY IS "
    "CLOSED.\n\n00:06.000 --> 00:08.000\n[LAUGHTER]\n\n00:08.000 --> 00:11.000\nNOBODY LEAVES. >> WILL YOU GO?\n\n"
    "00:11.000 --> 00:13.000\n>> ODA MARSH: NO.\n",
    "numbered.srt": "1\n00:00:01,000 --> 00:00:03,000\nSpeaker 1: We looked at them.\n\n2\n00:00:03,000 --> "
    "00:00:05,000\nSpeaker 2: They were cracked.\n",
    "brackets.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n[Oda Marsh] We close both tonight.\n\n00:03.000 --> 00:05.000"
    "\n[Per Conde] And the barge sails on Monday.\n",
    "meeting.vtt": "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nOda Marsh: We looked at them.\n\n2\n00:00:03.000 --> "
    "00:00:05.000\nOda Marsh: They were cracked.\n\n3\n00:00:05.000 --> 00:00:08.000\nPer Conde (Council): We booked a "
    "barge.\n",
    "colon.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Oda Marsh>My answer is simple: nobody was asked.</v>\n\n"
    "00:04.000 --> 00:06.000\nRemember: they wrote to us twice.\n",
    "header.vtt": "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\nSTYLE\n::cue {color: red}\n\nNOTE by Jo Falk"
    "\n\n00:01.000 --> 00:03.000\n<v Oda Marsh>We looked at them.</v>\n",
    "footer.html": PAGE.format(
        head="",
        body=f"<h1>Ferry stops</h1>{STORY}<blockquote><p>We have counted the cars for a year.</p>"
        f"<footer>Oda Marsh, harbour chief</footer></blockquote>{STORY}",
    ),
    "interview.html": PAGE.format(
        head="",
        body="<h1>“I counted the cars”: Oda Marsh on the quay</h1><p>Oda Marsh has lived on the quay for thirty years. "
        "She talked to us on Tuesday.</p><p><strong>Why did you start?</strong></p><p>Because they said there were "
        "nine. I sat in the window and by noon there were nine.</p><p><strong>And then?</strong></p><p>Then I learned "
        "the difference between a van and a car.</p><p><strong>And now?</strong></p><p>Now I have my window back.</p>",
    ),
    "authors.html": PAGE.format(
        head='<meta name="author" content="By Oda Marsh with Per Conde and agencies">', body=f"<h1>Ferry</h1>{STORY}"
    ),
    "payload.html": PAGE.format(
        head="",
        body='<div id="__next"></div></article><script id="__NEXT_DATA__" type="application/json">'
        + json.dumps({"props": {"story": {"title": "Ferry", "body": STORY * 3}}})
        + "</script><article>",
    ),
    "amp.html": PAGE.format(head=f'<link rel="canonical" href="{ADDRESS}">', body=f"<h1>Ferry stops</h1>{STORY}"),
    "spellings.jsonl": "\n".join(json.dumps({"text": "The ferry stops.", "url": url}) for url in (ADDRESS, *SPELLINGS)),
}
TRANSCRIPTS = {
    "unnamed.txt": "The mayor said it would rain.\n",
    "record.txt": "QUAY DUES BILL\n\nMr. MARSH. Madam Speaker, I rise to oppose the bill.\n\nMiss CONDE of Odd. I "
    "thank the gentleman for yielding.\n",
    "minutes.txt": "Oral Answers\n\nFerries\n\nMarit Sund (Odd) (Ind): What is she doing about the ferry?\n\nThe "
    "Minister for Ports (Oda Marsh): I have asked the yard to begin at once.\n\nMarit Sund: I thank the Minister.\n",
    "call.txt": "Tidal Yards Q1 2031 Earnings Call\n\nAnja Brand\nChief Executive Officer\n\nThank you. We built three "
    "hulls.\n\nTove Hall\nNorvik Bank, Analyst\n\nWhen will the ramps be ready?\n",
    "bold.html": "<html lang=en><head><title>Transcript: Oda Marsh on the ferry</title></head><body><article><h1>"
    "Transcript: Oda Marsh on the ferry</h1><p><strong>JO FALK:</strong> Good evening. The last ferry leaves on "
    "Friday, and the shops are short of flour.</p><p><strong>ODA MARSH:</strong> We cannot carry a single lorry until "
    "the steel is replaced.</p><p><strong>JO FALK:</strong> Will you resign over this?</p><p><strong>ODA MARSH:"
    "</strong> No. I will finish the job, and then I will go fishing.</p></article></body></html>",
    "names.html": "<html lang=en><head><title>Transcript: Oda Marsh on the ferry</title></head><body><article><h1>"
    "Transcript: Oda Marsh on the ferry</h1><p><b>Jo Falk</b></p><p>Good evening. The last ferry leaves on Friday, and "
    "the shops are short of flour.</p><p><b>Oda Marsh</b></p><p>We cannot carry a single lorry until the steel is "
    "replaced.</p><p><b>Jo Falk</b></p><p>Will you resign over this, as they demand?</p><p><b>Oda Marsh</b></p><p>No. "
    "I will finish the job, and then I will go fishing.</p></article></body></html>",
    "court.txt": "DIRECT EXAMINATION\n\nBY MR. LANG:\n\nQ. Did you see the cracks?\n\nA. Yes, with a lamp.\n\nQ. Whom "
    "did you tell?\n\nA. I rang the chief at home.\n\nMS. VIK: Objection.\n\nTHE COURT: Overruled.\n",
}


def _read(folder: Path, files: dict[str, str], *arguments: str) -> dict[str, dict[str, Any]]:
    for name, content in files.items():
        (folder / name).write_text(content, "utf8")
    result = CliRunner().invoke(onrecord, ["read", str(folder), "--format", "jsonl", *arguments])
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output
    read = [json.loads(line) for line in result.stdout.splitlines()]
    return {Path(one["origin"]["place"]).name.partition(":")[0]: one for one in read}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return _read(tmp_path_factory.mktemp("articles"), ARTICLES)


@pytest.fixture(scope="module")
def transcripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return _read(tmp_path_factory.mktemp("transcripts"), TRANSCRIPTS, "--as", "transcript")


def turns(article: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Who said what in turns, which have no cue."""
    return [
        (one["speakers"][0]["name"] if one["speakers"] else None, one["quote"])
        for one in article["statements"]
        if not one["cue"]
    ]


def test_no_input_is_lost(articles: dict[str, Any], transcripts: dict[str, Any]) -> None:
    assert set(articles) == set(ARTICLES)
    assert set(transcripts) == set(TRANSCRIPTS)


@pytest.mark.parametrize("name", ["unnamed.vtt", "dashes.srt", "rolling.vtt", "growing.vtt", "blank.vtt"])
def test_captions_that_name_nobody_have_no_turns(name: str, articles: dict[str, Any]) -> None:
    assert turns(articles[name]) == []


@pytest.mark.parametrize(
    ("name", "words", "times"),
    [
        ("rolling.vtt", "sell the quay", 1),
        ("growing.vtt", "we will not sell it", 1),
        ("growing.vtt", "we will", 1),
        ("blank.vtt", "The pilot saw them on Sunday", 1),
        ("sounds.vtt", "[LAUGHTER]", 0),
        ("header.vtt", "Jo Falk", 0),
    ],
)
def test_every_line_of_captions_is_there_once(name: str, words: str, times: int, articles: dict[str, Any]) -> None:
    assert articles[name]["text"].count(words) == times


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("own_line.srt", ("Per Conde", "The rate stays where it is, and I will sign nothing else.")),
        ("capitals.srt", ("Per Conde", "THAT WAS FOR WATER.")),
        ("sounds.vtt", ("Oda Marsh", "THE QUAY IS CLOSED. NOBODY LEAVES.")),
        ("numbered.srt", ("Speaker 2", "They were cracked.")),
        ("brackets.vtt", ("Per Conde", "And the barge sails on Monday.")),
        ("meeting.vtt", ("Per Conde", "We booked a barge.")),
        ("colon.vtt", ("Oda Marsh", "My answer is simple: nobody was asked. Remember: they wrote to us twice.")),
        ("header.vtt", ("Oda Marsh", "We looked at them.")),
        ("footer.html", ("Oda Marsh", "We have counted the cars for a year.")),
        ("interview.html", ("Oda Marsh", "Now I have my window back.")),
        (
            "interview.html",
            ("Oda Marsh", "Because they said there were nine. I sat in the window and by noon there were nine."),
        ),
    ],
)
def test_words_are_whose_the_layout_tells(name: str, expected: tuple[str, str], articles: dict[str, Any]) -> None:
    assert expected in turns(articles[name])


def test_a_question_of_nobody_is_not_the_one_asked(articles: dict[str, Any]) -> None:
    assert all("WILL YOU GO" not in words for who, words in turns(articles["sounds.vtt"]) if who == "Oda Marsh")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("record.txt", [("Marsh", "I rise to oppose"), ("Conde", "I thank the gentleman")]),
        ("minutes.txt", [("Marit Sund", "What is she"), ("Oda Marsh", "I have asked"), ("Marit Sund", "I thank")]),
        ("call.txt", [("Anja Brand", "We built three hulls."), ("Tove Hall", "When will the ramps be ready?")]),
        ("bold.html", [("Jo Falk", "The last ferry"), ("Oda Marsh", "We cannot carry"), ("Jo Falk", "Will you resign"),
                       ("Oda Marsh", "I will finish the job")]),
        ("names.html", [("Jo Falk", "The last ferry"), ("Oda Marsh", "We cannot carry"), ("Jo Falk", "Will you resign"),
                        ("Oda Marsh", "I will finish the job")]),
        ("court.txt", [("Lang", "Did you see"), ("The Witness", "with a lamp"), ("Lang", "Whom did you tell"),
                       ("The Witness", "I rang"), ("Vik", "Objection."), ("The Court", "Overruled.")]),
    ],
)  # fmt: skip
def test_each_turn_of_a_transcript_is_its_speakers(
    name: str, expected: list[tuple[str, str]], transcripts: dict[str, Any]
) -> None:
    found = turns(transcripts[name])
    assert [who for who, _ in found] == [who for who, _ in expected]
    assert all(words in said for (_, words), (_, said) in zip(expected, found, strict=True))


def test_a_transcript_that_names_nobody_has_no_turns(transcripts: dict[str, Any]) -> None:
    assert turns(transcripts["unnamed.txt"]) == []


def test_one_article_has_one_id_however_its_address_is_written(tmp_path: Path, articles: dict[str, Any]) -> None:
    (tmp_path / "a.jsonl").write_text(ARTICLES["spellings.jsonl"], "utf8")
    result = CliRunner().invoke(onrecord, ["read", str(tmp_path / "a.jsonl"), "--format", "jsonl"])
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert len(ids) == len(SPELLINGS) + 1
    assert {*ids, articles["amp.html"]["id"]} == {ids[0]}


def test_authors_are_told_from_what_stands_between_them(articles: dict[str, Any]) -> None:
    assert articles["authors.html"]["authors"][:2] == ["Oda Marsh", "Per Conde"]


def test_a_page_that_is_built_by_script_has_its_article(articles: dict[str, Any]) -> None:
    assert "The last car ferry between Tarn and Odd Island" in articles["payload.html"]["text"]


def test_what_is_exported_comes_back_with_the_same_ids_and_texts(tmp_path: Path) -> None:
    files = {name: content for name, content in ARTICLES.items() if name.endswith(("html", "vtt"))}
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf8")
    exported = []
    for record, given in (("one.record", sorted(files)), ("two.record", ["one.jsonl"])):
        paths = [str(tmp_path / name) for name in given]
        added = CliRunner().invoke(onrecord, ["add", *paths, "--record", str(tmp_path / record)])
        assert added.exit_code == 0, added.output
        verified = CliRunner().invoke(onrecord, ["verify", "--record", str(tmp_path / record)])
        assert verified.exit_code == 0, verified.output
        made = CliRunner().invoke(onrecord, ["export", "--format", "jsonl", "--record", str(tmp_path / record)])
        (tmp_path / "one.jsonl").write_text(made.stdout, "utf8")
        exported.append([json.loads(line) for line in made.stdout.splitlines()])
    first, second = ([(one["id"], one["url"], one["text"], one["headline"]) for one in lines] for lines in exported)
    assert first == second
    assert len(first) == len(files)
