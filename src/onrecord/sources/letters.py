"""Which language a text is in by its letter sequences: py3langid's model, read where it lies.

As that library loads it, it takes 74 MB, 105 while it is loaded. Here it is unpacked to a file without a name, and of
its two large tables those rows are read that a text needs. The answers are the same."""

import atexit
import lzma
import shutil
import tempfile
import threading
import zipfile
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 20
_NAME_SIZES = 26
"""Where the header of a file in a zip archive tells how long its name, and what follows that, are."""
_ROWS_KEPT = 1_024
"""Of a kilobyte each: those that common letters lead to."""
_turn = threading.Lock()


def language_by_letters(text: str) -> str:
    """The ISO 639-1 code of the language that a text is likeliest in."""
    with _turn:
        code: str = _identifier().classify(text)[0]
    return code


@cache
def _identifier() -> Any:
    from py3langid import langid

    file = _unpacked(langid.MODEL_DIR / langid.MODEL_FILE)
    with np.load(file, allow_pickle=False) as small:
        output, rows = (small[name].data for name in ("out_feat", "nextmove_row"))
        starts, languages = small["pc"], small["classes"].tolist()
    weights, moves = _Weights(file, "ptc"), _Moves(file, "nextmove")
    return langid.LanguageIdentifier(weights, starts, languages, moves, output, tk_row=rows)


def _unpacked(model: Path) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the process lives)
    atexit.register(file.close)
    with lzma.open(model) as packed:
        shutil.copyfileobj(packed, file, _CHUNK)
    file.seek(0)
    return file


class _Rows:
    """An array in an archive of arrays that are not compressed, read row by row."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        with zipfile.ZipFile(file) as archive:
            file.seek(archive.getinfo(f"{name}.npy").header_offset + _NAME_SIZES)
        file.seek(int(np.frombuffer(file.read(4), "<u2").sum()), 1)
        np.lib.format.read_magic(file)
        shape, _, self._kind = np.lib.format.read_array_header_1_0(file)
        self._file, self._start, self._width = file, file.tell(), shape[1] if len(shape) > 1 else 256

    def _row(self, place: int) -> NDArray[Any]:
        size = self._width * self._kind.itemsize
        self._file.seek(self._start + place * size)
        return np.frombuffer(self._file.read(size), self._kind)


class _Weights(_Rows):
    """How much each letter sequence tells for each language."""

    def __getitem__(self, places: NDArray[np.intp]) -> NDArray[Any]:
        return np.array([self._row(place) for place in places.tolist()])


class _Moves(_Rows):
    """Where each letter leads from each state: 256 numbers for each of these."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        super().__init__(file, name)
        self._kept = lru_cache(_ROWS_KEPT)(self._letters)

    def __getitem__(self, place: int) -> int:
        found: int = self._kept(place >> 8)[place & 255]
        return found

    def _letters(self, state: int) -> memoryview:
        """A view, which gives single numbers sooner than an array does."""
        return self._row(state).data
