"""Invented photos: a few shapes before, the same scene put right after; the same bytes at every load."""

import io
import random
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from linli.kernel.files.store import take_in

SIZE = (480, 360)
VARIANTS = 3
SCENES = {
    "lamp": ((24, 28, 44), (60, 64, 80), (250, 220, 130)),
    "manhole": ((150, 152, 150), (40, 40, 42), (96, 98, 100)),
    "road": ((120, 122, 124), (64, 58, 52), (150, 152, 154)),
    "ice": ((206, 218, 228), (236, 244, 250), (110, 112, 116)),
    "bin": ((156, 164, 150), (92, 70, 48), (52, 110, 76)),
    "tree": ((150, 178, 206), (88, 66, 44), (70, 128, 66)),
    "straw": ((186, 160, 104), (70, 64, 60), (170, 150, 96)),
    "wire": ((190, 184, 172), (170, 40, 36), (200, 196, 186)),
    "wall": ((176, 150, 126), (86, 70, 60), (190, 166, 140)),
    "water": ((120, 126, 128), (74, 84, 70), (150, 154, 156)),
}


def _drawn(scene: str, after: bool, variant: int) -> bytes:
    dice = random.Random(f"{scene}/{variant}")
    ground, wrong, right = SCENES[scene]
    picture = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(picture)
    width, height = SIZE
    horizon = height * (0.35 + 0.1 * dice.random())
    pen.rectangle((0, 0, width, horizon), fill=tuple(min(255, part + 26) for part in ground))
    for _ in range(5):
        x = dice.randrange(width)
        pen.rectangle((x, horizon - dice.randrange(30, 120), x + dice.randrange(30, 90), horizon), fill=(112, 108, 112))
    x, y = dice.randrange(150, 330), dice.randrange(210, 300)
    for number in range(1 if after else 7):
        reach = 70 if after else dice.randrange(14, 60)
        dx, dy = (0, 0) if after else (dice.randrange(-80, 80), dice.randrange(-30, 30))
        pen.ellipse(
            (x + dx - reach, y + dy - reach // 2, x + dx + reach, y + dy + reach // 2), fill=right if after else wrong
        )
        pen.line((x, y, x + dx, int(horizon) + number * 3), fill=(60, 58, 56), width=3)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=72)
    return out.getvalue()


@cache
def _taken(scene: str, after: bool, variant: int) -> dict[str, Any]:
    return take_in(_drawn(scene, after, variant)).as_data()


def photo(scene: str, kind: str, number: int) -> dict[str, Any]:
    """A photo for ``open_case`` or ``attach_files``: before or after, one of a few of its scene."""
    return {**_taken(scene, kind == "after", number % VARIANTS), "kind": kind, "material": ""}


@cache
def paper(title: str) -> dict[str, Any]:
    """A sheet of paper as a picture, for what must be attached to an answer or agreement."""
    picture = Image.new("RGB", (420, 594), (250, 249, 246))
    pen = ImageDraw.Draw(picture)
    dice = random.Random(title)
    for line in range(60, 500, 22):
        pen.line((40, line, 40 + dice.randrange(180, 340), line), fill=(70, 70, 74), width=5)
    pen.ellipse((270, 470, 370, 570), outline=(190, 40, 36), width=6)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return take_in(out.getvalue()).as_data()
