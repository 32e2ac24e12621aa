"""The same picture in pixels, for rooms that show no SVG."""

import struct

import pytest

from bot.pictures.failures import Because, NotDrawn
from bot.pictures.raster import HIGHEST, WIDEST, png

LABELS = {
    "latin": "message store",
    "cjk": "消息数据库",
    "arabic": "خدمة الدردشة",
    "emoji": "😀 push 🎉",
    "joined": "👩‍👩‍👧 नमस्ते",
    "private": "\ue000\U0010fffd",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_a_label_in_any_script_is_drawn_in_pixels(label: str) -> None:
    width, height = _size(png(f'graph TB\n    n1["{label}"]\n'))

    assert 100 < width < WIDEST
    assert 50 < height < HIGHEST


def test_a_label_leaves_its_mark_in_the_picture() -> None:
    assert png('graph TB\n    n1["message store"]\n') != png('graph TB\n    n1["xxxxxxx xxxxx"]\n')


def test_a_large_picture_is_made_to_fit() -> None:
    chain = "graph LR\n" + "\n".join(f"    n{number} --> n{number + 1}" for number in range(15))

    width, _ = _size(png(chain))

    assert WIDEST - 10 <= width <= WIDEST


def test_a_picture_too_large_to_be_read_is_none() -> None:
    chain = "graph TB\n" + "\n".join(f"    n{number} --> n{number + 1}" for number in range(150))

    with pytest.raises(NotDrawn) as failed:
        png(chain)

    assert failed.value.because is Because.TOO_LARGE


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])
