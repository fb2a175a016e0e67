from pathlib import Path

from onrecord.record import open_record
from tests.made_articles import READ_WITH, made


def test_what_came_in_and_what_changed_last(tmp_path: Path) -> None:
    changed = ('"The bridge will close," Ana Duarte told the Harbour Times on Friday.',)
    with open_record(tmp_path / "a.record", write=True) as record:
        assert (record.recent(), record.changed(), record.recent_conflicts()) == ((), (), ())
        for number in (1, 2, 3):
            record.add_reading(*made(number), read_with=READ_WITH)
        record.add_reading(*made(2, paragraphs=changed), read_with=READ_WITH)
        recent = record.recent(limit=2)
        assert [(one.url, one.version, one.statements) for one in recent] == [
            ("https://harbour.example/3", 1, 2),
            ("https://harbour.example/2", 2, 1),
        ]
        assert recent[0].headline == "Mayor keeps bridge 3 open"
        assert recent[0].added_at <= record.changed()[0].added_at
        assert [(one.url, one.version) for one in record.changed()] == [("https://harbour.example/2", 2)]
        record.remove("https://harbour.example/2", reason="asked for", who="Ana")
        assert record.changed() == ()
        assert [one.url for one in record.recent()] == ["https://harbour.example/3", "https://harbour.example/1"]
