"""The text of a web page: one line a paragraph, cells parted by tabs; menus and scripts left out."""

import re
from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset(
    {"script", "style", "noscript", "template", "select", "button", "textarea", "nav", "iframe", "svg", "title"}
)
_BLOCK_NAMES: Final = """p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer main table tr form dl dt dd
blockquote pre hr center aside figure"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN: Final = 200
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link"})


def text_of_page(markup: str) -> str:
    """The words of a page in their order; lines that are links and nothing else are menus and go."""
    reader = _Page()
    reader.feed(markup)
    reader.close()
    return reader.text()


class _Grid:
    """A table on its way: rows of cells, and what cells above reach down into the next row."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.hanging: dict[int, tuple[int, str]] = {}
        self.row: list[str] = []

    def add(self, text: str, down: int, across: int) -> None:
        self._hang()
        place = len(self.row)
        for column in range(place, place + across):
            if down > 1:
                self.hanging[column] = (down - 1, text)
            self.row.append(text if column == place else "")

    def _hang(self) -> None:
        while len(self.row) in self.hanging:
            column = len(self.row)
            left, text = self.hanging.pop(column)
            if left > 1:
                self.hanging[column] = (left - 1, text)
            self.row.append(text)

    def end_row(self) -> None:
        if self.row or self.rows:
            self._hang()
        if any(self.row):
            self.rows.append(self.row)
        self.row = []


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.linked = 0
        self.silent: list[str] = []
        self.links = 0
        self.grids: list[_Grid] = []
        self.cells: list[tuple[list[str], int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a link, a table, row or cell."""
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag == "a":
            self.links += 1
        elif tag == "table":
            self._break()
            self.grids.append(_Grid())
        elif tag == "tr" and self.grids:
            self._end_cell()
            self.grids[-1].end_row()
        elif tag in ("td", "th") and self.grids:
            self._end_cell()
            given = {name: value or "" for name, value in attrs}
            self.cells.append(([], _span(given.get("rowspan", "")), _span(given.get("colspan", ""))))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """End what was begun; what was never begun is passed over."""
        if tag in _SILENT:
            if tag in self.silent:
                del self.silent[self.silent.index(tag) :]
        elif tag == "a":
            self.links = max(0, self.links - 1)
        elif tag in ("td", "th", "tr") and self.grids:
            self._end_cell()
            if tag == "tr":
                self.grids[-1].end_row()
        elif tag == "table" and self.grids:
            self._end_table()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Words; line ends of the source are blanks, and between Chinese words nothing."""
        if self.silent:
            return
        words = _BLANKS.sub(" ", data)
        if self.cells and len(self.cells) == len(self.grids):
            self.cells[-1][0].append(words)
            return
        self.line.append(words)
        if self.links:
            self.linked += len(words.strip())

    def _break(self) -> None:
        if self.cells and len(self.cells) == len(self.grids):
            self.cells[-1][0].append(" ")
            return
        words = "".join(self.line).strip(" ")
        if words and not (self.linked and self.linked >= len(words) - 2 and len(words) < 60):
            self.lines.append(words)
        self.line, self.linked = [], 0

    def _end_cell(self) -> None:
        if self.cells and len(self.cells) == len(self.grids):
            words, down, across = self.cells.pop()
            self.grids[-1].add(_BLANKS.sub(" ", "".join(words)).strip(), down, across)

    def _end_table(self) -> None:
        self._end_cell()
        grid = self.grids.pop()
        grid.end_row()
        rows = ["\t".join(row) if len(row) > 1 else row[0] for row in grid.rows]
        if self.cells and len(self.cells) == len(self.grids):
            self.cells[-1][0].append(" ".join(rows))
        else:
            # A table of one column lays out a page; its cell is the page's text.
            self.lines.extend(rows)

    def text(self) -> str:
        """All lines; a page that was cut off still gives what it had."""
        while self.grids:
            self._end_table()
        self._break()
        return "\n".join(self.lines)


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() else 1
