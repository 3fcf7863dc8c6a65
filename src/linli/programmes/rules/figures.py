"""Figures of lines as digits."""


def figures_of(pair: tuple[int, int | None]) -> str:
    """Thousandths as people write them, without needless noughts: 98, 0.5, or 500–1500 for a span."""
    return "–".join(_digits(part) for part in pair if part is not None)


def _digits(thousandths: int) -> str:
    sign, (whole, rest) = "-" if thousandths < 0 else "", divmod(abs(thousandths), 1000)
    return f"{sign}{whole}.{rest:03}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"
