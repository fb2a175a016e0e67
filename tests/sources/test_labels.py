import pytest

from onrecord.sources.turns import LONGEST, holder_of, is_not_name, key_of, label_of, name_alone, shape_of


@pytest.mark.parametrize(
    ("line", "form", "name", "words"),
    [
        ("HOLT: It rains.", "colon", "HOLT", "It rains."),
        ("[14:05:10] LENA SY, ECONOMIST, PORT OF HALDEN (via video link): It fell.", "colon", "LENA SY", "It fell."),
        ("00:12:41 Ines Corbett: We ask.", "colon", "Ines Corbett", "We ask."),
        ("Ines Corbett (00:12): We ask.", "colon", "Ines Corbett", "We ask."),
        ("SEN. RUTH ABARA (D-OH), MEMBER: No.", "colon", "SEN. RUTH ABARA", "No."),
        ("The Minister for Roads (Mr Bo Lind): Yes.", "colon", "The Minister for Roads", "Yes."),
        ("COLT; REPORTER: It is dry.", "colon", "COLT", "It is dry."),
        ("COLT; Never?", "colon", "COLT", "Never?"),
        ("**Rosa Kemp:** It failed.", "colon", "Rosa Kemp", "It failed."),
        (">> MAYOR CONTI: THAT WAS WATER.", "colon", "MAYOR CONTI", "THAT WAS WATER."),
        ("Rosa Kemp:", "line", "Rosa Kemp", ""),
        ("Rosa Kemp: (00:12)", "line", "Rosa Kemp", ""),
        ("Speaker 1  0:03", "line", "Speaker 1", ""),
        ("Irene Fosse -- Baltic Securities -- Analyst", "line", "Irene Fosse", ""),
        ("Mr. KEELER of New Hampshire. Mr. Speaker, I rise.", "stop", "Mr. KEELER", "Mr. Speaker, I rise."),
        ("Mr. McADAMS (during the reading). I ask.", "stop", "Mr. McADAMS", "I ask."),
        ("The SPEAKER pro tempore. Order.", "stop", "The SPEAKER pro tempore", "Order."),
        ("Senator Quill. Nine percent?", "stop", "Senator Quill", "Nine percent?"),
        ("Q. Who was there?", "answer", "Q", "Who was there?"),
        ("Q. (By Ms. Lang) Who was there?", "answer", "Q", "Who was there?"),
        ("12  A. I was.", "answer", "A", "I was."),
        ("4 A. I was.", "answer", "A", "I was."),
        ("7 MR. HALE: Objection.", "colon", "MR. HALE", "Objection."),
        ("00:12:41.220 --> 00:12:55.010 Ana Holt: We ask.", "colon", "Ana Holt", "We ask."),
        ("14:02:11 From Ana Holt to Everyone: We ask.", "colon", "Ana Holt", "We ask."),
        ("14:02:11\t From  Ana Holt : We ask.", "colon", "Ana Holt", "We ask."),
        ("[Ana Holt] 14:05:10", "line", "Ana Holt", ""),
        ("[Ana Holt]: We ask.", "colon", "Ana Holt", "We ask."),
        ("Chair of the Board of Rivers, Lakes and Ports, Ana Holt: No.", "colon", "Ana Holt", "No."),
        ("Ana Holt, Chair of the Board of Rivers: No.", "colon", "Ana Holt", "No."),
        ("BY MR. FERRAND:", "by", "MR. FERRAND", ""),
        ("DIRECT EXAMINATION BY MS. LANG:", "by", "MS. LANG", ""),
    ],
)
def test_the_forms_of_labels(line: str, form: str, name: str, words: str) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.form, label.name, line[label.words :]) == (form, name, words)


@pytest.mark.parametrize(
    "line",
    [
        "My answer is simple: no.",
        "Let me say this: nobody was warned.",
        "It rained. Holt left: nobody knew.",
        "“We left,” said Holt: it rained.",
        "Several hon. Members rose—",
        "From 14:00 to midnight the doors stay open.",
        "2 Men Were Seen.",
        "Mr. Holt of Ohio asked and was given leave to speak.",
        "Commonwealth head Ana Holt, who presented it, said: We won.",
        "At 10:30 the doors open.",
        "Tidewater Q1 2031 Earnings Call",
        "No.",
        "",
        "(Applause.)",
        "A" * (LONGEST + 50) + ": no",
    ],
)
def test_what_has_no_form_of_a_label(line: str) -> None:
    assert label_of(line) is None


def test_the_parts_of_a_label_are_offsets_of_the_line() -> None:
    line = "[14:05] ANA HOLT (D), MAYOR (on camera): No."
    label = label_of(line)
    assert label is not None and label.role is not None
    assert line[label.start : label.name_end] == "ANA HOLT"
    assert line[slice(*label.role)] == "MAYOR"
    assert line[label.start : label.end] == "ANA HOLT (D), MAYOR"
    assert [(line[one.start : one.end], one.directs) for one in label.brackets] == [("D", False), ("on camera", True)]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("THE COURT", "function"),
        ("Caller 2", "function"),
        ("speaker 1", "function"),
        ("Unidentified Male", "function"),
        ("An opposition member", "function"),
        ("Ana Holt", "person"),
        ("MR. HOLT", "person"),
        ("RK", "initials"),
        ("R.K.", "initials"),
        ("Holt", "word"),
        ("ana", "lower"),
        ("Ana was here", None),
        ("Room 4", None),
        ("...", None),
    ],
)
def test_shapes_of_names(name: str, shape: str | None) -> None:
    assert shape_of(name) == shape


@pytest.mark.parametrize("name", ["Date", "WHO", "ITEM 4", "Location", "ON-SCREEN TEXT", "Step 1"])
def test_words_of_lists_are_not_names(name: str) -> None:
    assert is_not_name(name)


@pytest.mark.parametrize("name", ["April Holt", "First Officer", "Ana Price", "I", "HOLT"])
def test_names_that_begin_like_words_of_lists_are_names(name: str) -> None:
    assert not is_not_name(name)


def test_a_name_in_brackets_holds_the_office_before_it() -> None:
    assert holder_of("The Minister for Roads", ["Mr Bo Lind"]) == "Mr Bo Lind"
    assert holder_of("Ana Holt", ["Marle North", "Con"]) is None
    assert key_of("Sen. Ana Holt, Jr.") == ("ana", "holt")


def test_a_name_of_any_length_is_no_label() -> None:
    assert name_alone("Ana Holt") is not None
    assert name_alone(f"Ana{' ' * 300}Holt") is None
