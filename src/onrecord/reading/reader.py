"""The reader: articles in, attributions out.

The model only ever proposes runs of whole words of the text it was given, so nothing it says can
leave the text. Each article is read by itself, so that its results do not depend on any other."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.model import Article, Attribution, Version
from onrecord.problems import WeightsMissing
from onrecord.reading.calibration import Calibration
from onrecord.reading.decoding import Found, decode
from onrecord.reading.windows import Ints, Pieces, Scores, Window, batch, pieces_of, windows
from onrecord.runtime import SETTINGS, openvino, read_network, value_of, weights_sha256

LANGUAGES = frozenset({"en"})
"""Languages that the reader was trained on, as ISO 639-1 codes."""
MOST_CHARACTERS = 1_000_000
"""Longer texts are not read: a day's hearing has half of it, the longest article seen 34,000. So the time and memory
that one article can take are bounded."""
WEIGHTS = Path(__file__).parent / "weights"
"""The weights that come with the package."""
_CPU = Path("/proc/cpuinfo")
BATCH = 4
"""Most windows in one call of the model; more gain nothing on a processor, and a window's scores take a megabyte."""
STEP = 16
"""Lengths are rounded up to multiples of this, so that the runtime sees few different shapes: each that it has not seen
takes it some ten milliseconds more."""
WIDE_STEP = 64
"""The same where one window is computed at a time: each shape that the runtime has seen keeps some 5 MB, and what is
filled up costs no time there."""
MOST_KEPT = 96
"""Windows of a text of which all scores are kept where one is computed at a time, some 50 MB. Those of longer texts,
of over 80,000 characters, are computed again when they are needed: a million characters would take half a gigabyte."""
CALL = 24
"""Positions that are computed in the time that a call takes beside them: some 20 on a processor with AVX2 alone, some
35 on one that multiplies bytes."""


class Reader:
    """Finds attributions in English texts, on one thread, with the weights in the folder `weights`; by default with
    those that come with Onrecord. Loading them takes a second or two: keep it for all texts.

    `at_once` is how many windows, of some 200 words each, are computed in one call. With 1 the weights stay as they lie
    in their file, too: it takes 120 to 190 MB less memory than 4, and a tenth more time, a third more on a processor
    with AVX2 alone; what is found is the same.
    Raises WeightsMissing if the weights are not in that folder; ValueError if `at_once` is less than 1."""

    def __init__(self, *, weights: str | Path = WEIGHTS, at_once: int = BATCH) -> None:
        weights = Path(weights)
        if not (weights / "reader.xml").is_file():
            raise WeightsMissing(weights)
        if at_once < 1:
            raise ValueError(f"at_once must be at least 1, not {at_once}")
        self._weights, self._at_once = weights, at_once
        self._step = STEP if at_once > 1 else WIDE_STEP
        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        calibration = weights / "calibration.json"
        self._calibration = Calibration.read(calibration) if calibration.is_file() else Calibration()
        self._request = _compiled(weights / "reader.xml", wide=at_once > 1).create_infer_request()

    @cached_property
    def name(self) -> str:
        """What identifies these weights, and the rules beside them, in a record."""
        return name_of(self._weights)

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        """Each article with what is found in its latest version: attributions in reading order, doubtful ones too;
        none where `unread_because` gives a reason."""
        for article in articles:
            yield article, self._found("" if unread_because(article.latest) else article.latest.text)

    def attributions(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """The attributions of each text that are more than doubtful: a list for each text, in the order of the texts.
        Raises TypeError for a single text, which has to be given as `[text]`."""
        return [found.probable for found in self.found(texts)]

    def found(self, texts: Sequence[str]) -> list[Found]:
        """What is found in each text: its `attributions`, the doubtful ones among them, and the model's `signs` of each
        word, which the later stages look at. Raises TypeError for a single text."""
        return [self._found(text) for text in _several(texts)]

    def _found(self, text: str) -> Found:
        return decode(text, *self._scored(text), calibration=self._calibration)

    def scored(self, texts: Sequence[str]) -> list[tuple[Pieces, list[tuple[Window, Scores]]]]:
        """Each text in word pieces, and the model's scores for its windows, in order. Raises TypeError for a single
        text."""
        return [self._scored(text) for text in _several(texts)]

    def _scored(self, text: str) -> tuple[Pieces, list[tuple[Window, Scores]]]:
        pieces = pieces_of(text, self._tokenizer)
        waiting = sorted(windows(pieces), key=lambda window: window.length)
        scored: list[tuple[Window, Scores]] = []
        for first, last in batches([window.length for window in waiting], most=self._at_once):
            chosen = waiting[first:last]
            found = self._scores(pieces, chosen)
            if self._at_once == 1 and len(scored) >= MOST_KEPT:
                found = [self._without_links(pieces, chosen, *found)]
            scored += zip(chosen, found, strict=True)
        scored.sort(key=lambda item: item[0].start)
        return pieces, scored

    def _without_links(self, pieces: Pieces, chosen: Sequence[Window], found: Scores) -> Scores:
        none = np.empty((0, 0), np.float32)
        return found._replace(cues=none, sources=none, again=lambda: self._scores(pieces, chosen)[0])

    def _scores(self, pieces: Pieces, chosen: Sequence[Window]) -> list[Scores]:
        inputs = [rounded_up(array, step=self._step) for array in batch([pieces] * len(chosen), chosen)]
        # Without copies: what is needed of the outputs is copied below.
        self._request.infer(inputs, share_inputs=True, share_outputs=True)
        tags, cues, sources, said = (self._request.get_output_tensor(number).data for number in range(4))
        return [
            Scores(
                np.array(tags[row, : window.length]),
                np.array(cues[row, : window.length, : window.length]),
                np.array(sources[row, : window.length, : window.length]),
                np.array(said[row, : window.length]),
            )
            for row, window in enumerate(chosen)
        ]


def _several(texts: Sequence[str]) -> Sequence[str]:
    if isinstance(texts, str):
        raise TypeError("One text was given where several are taken: give it as `[text]`.")
    return texts


def name_of(weights: Path) -> str:
    """The weights by their content, and the rules by the version of the program that has them."""
    return f"reader-{weights_sha256(weights / 'reader.bin')[:12]} onrecord-{version('onrecord')}"


def unread_because(version: Version) -> str | None:
    """Why a version is not read; None if it is."""
    if version.language is not None and version.language not in LANGUAGES:
        return f"The article is not in English (language: {version.language}), and only English is read."
    if len(version.text) > MOST_CHARACTERS:
        return (
            f"The text has {len(version.text):,} characters, more than the limit of {MOST_CHARACTERS:,} for one "
            f"article; split it into several."
        )
    return None


def _compiled(path: Path, *, wide: bool = True) -> Any:
    core = openvino().Core()
    model = read_network(str(path))
    multiplies_bytes = _multiplies_bytes()
    if not multiplies_bytes:
        _unround(model)
    if wide:
        _widen(model, keep_products=multiplies_bytes)
    precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    settings = {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, **SETTINGS}
    return core.compile_model(model, "CPU", settings)


def _multiplies_bytes() -> bool:
    """Whether the processor is known to have instructions for products of bytes (VNNI)."""
    return _CPU.is_file() and "vnni" in _CPU.read_text(encoding="utf8", errors="replace")


def _unround(model: Any) -> None:
    """Compute products in floating point: without instructions for bytes they would run slower on these, and what is
    rounded keeps the runtime from computing attention at once."""
    for rounding in model.get_ordered_ops():
        if rounding.get_type_name() == "FakeQuantize":
            rounding.output(0).replace(rounding.input_value(0))


def _widen(model: Any, *, keep_products: bool) -> None:
    """Widen the weights that lie in four or eight bits, but for those of products computed in eight bits where these
    are to be kept.

    Left as they are, the runtime widens them at every call, which costs up to a quarter of the speed. Those of
    quantised products it needs as they are: on bytes they run half as fast again as on bfloat16 without AMX."""
    from openvino import Type, opset13

    for constant in model.get_ordered_ops():
        if constant.get_type_name() != "Constant" or constant.get_element_type() not in (Type.i8, Type.i4):
            continue
        scaled = list(_scaled(constant))
        users = list(scaled[-1].output(0).get_target_inputs())
        if not (keep_products and all(_in_eight_bits(user.get_node()) for user in users)):
            wide = opset13.constant(_unpacked(scaled)).output(0)
            for user in users:
                user.replace_source_output(wide)


def _scaled(constant: Any) -> Iterator[Any]:
    """A constant and, in order, the conversions and scalings behind it."""
    while True:
        yield constant
        (following, *others) = [user.get_node() for user in constant.output(0).get_target_inputs()]
        if others or following.get_type_name() not in ("Convert", "Multiply", "Reshape"):
            return
        constant = following


def _unpacked(scaled: Sequence[Any]) -> np.ndarray[Any, Any]:
    """The value of the last of them."""
    value = value_of(scaled[0])
    for step in scaled[1:]:
        if step.get_type_name() == "Convert":
            value = value.astype(step.get_element_type().to_dtype())
        elif step.get_type_name() == "Multiply":
            value = value * step.input_value(1).get_node().data
        else:  # four bits are scaled by groups
            value = value.reshape(tuple(step.get_output_shape(0)))
    return value


def _in_eight_bits(node: Any) -> bool:
    return bool(node.get_type_name() == "MatMul" and node.input_value(0).get_node().get_type_name() == "FakeQuantize")


def batches(lengths: Sequence[int], *, most: int = BATCH) -> list[tuple[int, int]]:
    """Which windows of these lengths, the shortest first, go into a call together, at most `most`: so many that the
    positions to which all of a call are filled up, and what a call costs beside them, are least in sum."""
    padded = [length + -length % STEP for length in lengths]
    least, begins = [0], [0]
    for end in range(1, len(padded) + 1):
        cost, begin = min(
            (least[begin] + CALL + (end - begin) * padded[end - 1], begin) for begin in range(max(0, end - most), end)
        )
        least.append(cost)
        begins.append(begin)
    found, end = [], len(padded)
    while end:
        found.append((begins[end], end))
        end = begins[end]
    return found[::-1]


def rounded_up(array: Ints, *, step: int = STEP) -> Ints:
    """Model input (windows × positions) padded to the next multiple of so many positions."""
    return np.pad(array, ((0, 0), (0, -array.shape[1] % step)))
