"""The measure, the forms of gold, and the command."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import onrecord
from onrecord.evaluation import Score, evaluate, read_gold, score_attributions
from onrecord.evaluation.attributions import best_matching, canonical, unmatched
from onrecord.evaluation.statements import same_speakers
from onrecord.model import Attribution, Span, Speaker
from onrecord.problems import BadGold
from onrecord.reading import Reader

TEXT = 'Maria Holt said the ferry is late. "It is cold," said Jonas Berg.'
HOLT = Attribution((Span(16, 33),), (Span(0, 10),), (Span(11, 15),))
BERG = Attribution((Span(35, 48),), (Span(54, 64),), (Span(49, 53),))
POLNEAR = {
    "doc": "ferry",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 33]]},
        {"source": [[54, 64]], "cue": [[49, 53]], "content": [[35, 48]]},
    ],
}
CITRON = {
    "text": TEXT,
    "quotes": [
        {
            "cue": {"start": 11, "end": 15, "text": "said"},
            "sources": [{"start": 0, "end": 10, "text": "Maria Holt"}],
            "contents": [{"start": 16, "end": 33, "text": "the ferry is late"}],
        },
        {
            "cue": {"start": 49, "end": 53},
            "sources": [{"start": 54, "end": 64}],
            "contents": [{"start": 35, "end": 48}],
        },
    ],
}
BOUND = """T1\tSource 0 10\tMaria Holt
T2\tCue 11 15\tsaid
T3\tContent 16 33\tthe ferry is late
T4\tContent 35 48\t"It is cold,"
T5\tCue 49 53\tsaid
T6\tSource 54 64\tJonas Berg
"""
EVENTS = (
    "T7\tAttribution 11 15\tsaid\nE1\tAttribution:T7 Source:T1 Cue:T2 Content:T3\n"
    "E2\tAttribution:T7 Source:T6 Cue:T5 Content:T4\n"
)
RELATIONS = (
    "R1\tSource-of Arg1:T1 Arg2:T2\nR2\tContent-of Arg1:T3 Arg2:T2\n"
    "R3\tSaid Arg1:T6 Arg2:T5\nR4\tSaid Arg1:T5 Arg2:T4\n"
)
EQUIVALENCES = "*\tEquiv T1 T2 T3\n*\tEquiv T4 T5 T6\n"


def _spans(attributions: tuple[Attribution, ...]) -> list[tuple[Any, ...]]:
    return [(one.source, one.cue, one.content) for one in attributions]


@pytest.mark.parametrize("found", [POLNEAR, CITRON, {"articles": [POLNEAR]}])
def test_json_forms_give_the_same_attributions(found: object, tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(found, indent=1), encoding="utf8")
    (gold,) = read_gold([path])
    assert _spans(gold.attributions) == _spans((HOLT, BERG))


@pytest.mark.parametrize("tied", [EVENTS, RELATIONS, EQUIVALENCES], ids=["events", "relations", "equivalences"])
def test_brat_ties_by_events_relations_or_equivalences(tied: str, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "ferry.ann").write_text(BOUND + tied, encoding="utf8")
    (gold,) = read_gold([tmp_path])
    assert _spans(gold.attributions) == _spans((HOLT, BERG))


def test_one_source_of_two_cues_makes_two_attributions(tmp_path: Path) -> None:
    relations = RELATIONS.replace("R3\tSaid Arg1:T6", "R3\tSaid Arg1:T1")
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "ferry.ann").write_text(BOUND + relations, encoding="utf8")
    (gold,) = read_gold([tmp_path / "ferry.ann"])
    assert [one.source for one in gold.attributions] == [HOLT.source, HOLT.source]


def test_line_ends_of_brat_texts_keep_offsets_true(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.\r\nHolt spoke.")
    (tmp_path / "a.ann").write_text("T1\tContent 6 10\tHolt\n", encoding="utf8")
    (gold,) = read_gold([tmp_path / "a.txt"])
    assert gold.attributions[0].content[0].of(gold.text) == "Holt"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "it is not JSON"),
        ("[3]", "not a JSON object"),
        ('{"text": 3}', "no `text`"),
        ('{"text": "x"}', "none of the keys"),
        ('{"text": "x", "attributions": [{"content": [[0, 5]]}]}', "does not fit a text of 1 character"),
        ('{"text": "x", "attributions": [{"content": [[0, "1"]]}]}', "is not [start, end]"),
        ('{"text": "x", "attributions": 3}', "array of objects"),
        ('{"text": "x", "quotes": [{"contents": [{"start": 0}]}]}', "lacks `start` or `end`"),
        ('{"id": "a", "statements": []}', "`onrecord read"),
    ],
)
def test_bad_gold_is_told_with_its_place(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf8")
    with pytest.raises(BadGold) as told:
        list(read_gold([path]))
    assert said in str(told.value)
    assert "gold.jsonl" in str(told.value)


@pytest.mark.parametrize(
    ("annotations", "said"),
    [("T1\tCue zero 5\tx\n", "not offsets"), ("E1\tAttribution:T9\nR1\tx Arg1:T1 Arg2:T2\n", "T1")],
)
def test_bad_brat_is_told(annotations: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "a.ann").write_text(annotations, encoding="utf8")
    with pytest.raises(BadGold, match=said):
        list(read_gold([tmp_path]))


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="No such file"):
        list(read_gold([tmp_path / "none.jsonl"]))
    with pytest.raises(BadGold, match=r"no \.jsonl"):
        list(read_gold([tmp_path]))


def test_identical_attributions_score_in_full() -> None:
    scores = score_attributions(TEXT, [HOLT, BERG], [BERG, HOLT])
    assert {name: score.f1 for name, score in scores.items()} == dict.fromkeys(scores, 1.0)
    assert (scores["quoted"].gold, scores["indirect"].gold) == (1, 1)


def test_a_wrong_source_is_no_attribution_and_listed_on_both_sides() -> None:
    wrong = Attribution(HOLT.content, BERG.source, HOLT.cue)
    assert score_attributions(TEXT, [HOLT], [wrong])["attribution"].f1 == 0.0
    assert unmatched(TEXT, [HOLT], [wrong]) == ([HOLT], [wrong])


def test_canonical_spans_join_over_marks_and_lose_their_ends() -> None:
    assert canonical([Span(34, 44), Span(44, 49)], TEXT) == (Span(36, 46),)


def test_scores_add_up() -> None:
    assert Score(1, 2, 1, 4) + Score(1, 2, 1, 0) == Score(2, 4, 2, 4)
    assert Score().f1 == 0.0


weights = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9).map(float), max_size=9)


@given(weights)
def test_matching_is_one_to_one_and_largest(found: dict[tuple[int, int], float]) -> None:
    pairs = best_matching(found)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)

    def largest(left: list[tuple[int, int]]) -> float:
        if not left:
            return 0.0
        (i, j), *others = left
        taken = found[i, j] + largest([one for one in others if one[0] != i and one[1] != j])
        return max(taken, largest(others))

    assert sum(found[pair] for pair in pairs) == largest(list(found))


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (Speaker("Maria Holt", "person"), Speaker("Holt", "person"), True),
        (Speaker("Maria Holt", "person"), Speaker("Ana Holt", "person"), False),
        (Speaker("Harbour Council", "organization"), Speaker("the Harbour Council", "organization"), True),
        (None, Speaker("Holt", "person"), False),
        (None, None, True),
    ],
)
def test_speakers_are_the_same(gold: Speaker | None, found: Speaker | None, same: bool) -> None:
    assert same_speakers((gold,) if gold else (), (found,) if found else ()) is same


def test_several_speakers_are_the_same_whatever_their_order() -> None:
    holt, berg = Speaker("Maria Holt", "person"), Speaker("Jonas Berg", "person")
    assert same_speakers((holt, berg), (Speaker("Berg", "person"), Speaker("Holt", "person")))
    assert not same_speakers((holt, berg), (holt,))


def damaged(document: dict[str, Any]) -> list[Attribution]:
    """The annotation as a reader might find it: parts cut and lengthened, sources lost, some missing, some extra."""
    found = []
    for number, one in enumerate(document["attributions"]):
        content, source, cue = (
            tuple(Span(start, end) for start, end in one[role]) for role in ("content", "source", "cue")
        )
        match number % 7:
            case 0:
                continue
            case 1:
                source = ()
            case 2:
                content = tuple(Span(max(0, part.start - 9), part.end) for part in content)
            case 3:
                content = tuple(Span(part.start, part.start + max(1, (part.end - part.start) // 2)) for part in content)
            case 4:
                found.append(Attribution((Span(0, 5),), source, cue))
            case 5:
                cue = tuple(Span(part.start, part.end + 1) for part in cue if part.end < len(document["text"]))
        found.append(Attribution(content, source, cue))
    return [one for one in found if one.content]


def test_the_measure_equals_the_published_one(shared: Path) -> None:
    sys.path.insert(0, str(shared / "score"))
    rules = importlib.import_module("score_attributions")
    documents = [json.loads(line) for line in (shared / "data/polnear/dev.jsonl").read_text("utf8").splitlines()]
    found = [damaged(document) for document in documents]
    predicted = {
        document["doc"]: {
            "attributions": [
                {role: [[s.start, s.end] for s in getattr(a, role)] for role in ("source", "cue", "content")}
                for a in mine
            ]
        }
        for document, mine in zip(documents, found, strict=True)
    }
    per_document, _ = rules.score_docs({d["doc"]: d for d in documents}, predicted)
    theirs = rules.summarize(per_document)
    ours: dict[str, Score] = {}
    for gold, mine in zip(read_gold([shared / "data/polnear/dev.jsonl"]), found, strict=True):
        for name, score in score_attributions(gold.text, gold.attributions, mine).items():
            ours[name] = ours.get(name, Score()) + score
    same = {
        "source exact": theirs["all"]["source"]["exact"],
        "cue exact": theirs["all"]["cue"]["exact"],
        "content exact": theirs["all"]["content"]["exact"],
        "attribution": theirs["all"]["attr"]["attribution"],
        "strict": theirs["all"]["attr"]["strict"],
        "quoted": theirs["direct"]["attr"]["attribution"],
        "indirect": theirs["indirect"]["attr"]["attribution"],
    }
    for name, one in same.items():
        score = ours[name]
        counts = (one["tp_gold"], one["n_gold"], one["tp_pred"], one["n_pred"])
        assert (score.right_gold, score.gold, score.right_found, score.found) == counts, name


def _read(path: Path) -> Path:
    printed = CliRunner().invoke(onrecord, ["read", str(path), "--format", "jsonl"])
    gold = path.with_suffix(".jsonl")
    gold.write_text(printed.stdout, encoding="utf8")
    return gold


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """What `onrecord read` prints of an article, as gold."""
    article = tmp_path / "ferry.txt"
    article.write_text(
        "Ferry stays in port\n\nThe ferry stays in port until May, Maria Holt, the harbour master, said on Monday. "
        "“It is too cold,” said Jonas Berg, a skipper.\n",
        encoding="utf8",
    )
    return _read(article)


def test_what_the_reader_printed_scores_in_full(own: Path, reader: Reader) -> None:
    found = evaluate(read_gold([own]), reader=reader)
    assert found.attributions["strict"].f1 == 1.0
    assert found.statements["statement found, speaker right"].f1 == 1.0
    assert found.differences == ()


def test_a_statement_taken_out_by_hand_is_extra(own: Path) -> None:
    article = json.loads(own.read_text(encoding="utf8"))
    removed = article["statements"].pop()
    own.write_text(json.dumps(article), encoding="utf8")
    shown = CliRunner().invoke(onrecord, ["evaluate", str(own), "--show", "--format", "json"])
    found = json.loads(shown.stdout)
    assert [(one["kind"], one["content"]) for one in found["differences"]] == [("extra", removed["content"])]
    assert found["statements"]["statement found"]["precision"] < 1.0


def test_corrections_are_compared_with_statements(tmp_path: Path, reader: Reader) -> None:
    text = "Maria Holt, the harbour master, said on Monday that the ferry stays in port until May."
    content = text.index("the ferry")
    attribution = {"source": [[0, 30]], "cue": [[32, 36]], "content": [[content, len(text) - 1]]}
    path = tmp_path / "my.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": text, "reviewed": True, "attributions": [attribution]}), "utf8")
    assert evaluate(read_gold([path]), reader=reader).attributions["content exact"].f1 == 1.0


def test_the_table_names_measures_and_differences(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    empty = {**POLNEAR, "attributions": [{"source": [], "cue": [], "content": [[0, 5]]}]}
    path.write_text(json.dumps(empty), encoding="utf8")
    shown = CliRunner().invoke(onrecord, ["evaluate", str(path), "--show"])
    assert shown.exit_code == 0
    assert "strict" in shown.output
    assert "missed: [no source] [no cue] Maria" in shown.output


def test_bad_gold_ends_the_command_with_its_message(tmp_path: Path) -> None:
    shown = CliRunner().invoke(onrecord, ["evaluate", str(tmp_path / "none.json")])
    assert shown.exit_code == 1
    assert "docs/your-own-data.md" in shown.output


@pytest.mark.parametrize(
    "article",
    [
        {"text": "Kim said so.", "attributions": [{"content": True}]},
        {"text": "Kim said so.", "attributions": [{"content": {"start": 0}}]},
        {"text": "Kim said so.", "quotes": [{"contents": 5}]},
        {"text": "Kim said so.\ud800", "attributions": []},
    ],
)
def test_gold_of_another_shape_is_a_problem(tmp_path: Path, article: object) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(article))
    with pytest.raises(BadGold):
        list(read_gold([tmp_path / "gold.json"]))


def test_brat_relations_that_tie_nothing_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kim said so.")
    (tmp_path / "a.ann").write_text("T1\tContent 9 11\tso\nR1\tX Arg1:E2 Arg2:\nE1\tAttribution:\n")
    (gold,) = read_gold([tmp_path / "a.ann"])
    assert [one.content for one in gold.attributions] == [(Span(9, 11),)]
