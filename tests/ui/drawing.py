"""Draws parts outside of a request, and reads the markup that comes out."""

from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

from django.template import Context, Engine
from django.utils import translation

from linli.ui.parts import Part

VOID = frozenset({"input", "br", "hr", "meta", "link", "img", "use", "rect"})
LANGUAGES = ("zh-hans", "en")


def render(source: str, language: str = "en", **context: object) -> str:
    """A template text, drawn with the design system's tags."""
    template = Engine.get_default().from_string("{% load linli_ui %}" + source)
    with translation.override(language):
        return template.render(Context({"csrf_token": "token", **context}))


def draw(part: Part, language: str = "en") -> str:
    """One part."""
    return render("{% ui_part part %}", language, part=part)


class Markup(HTMLParser):
    """Checks nesting, and collects elements with their attributes and the text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.problems: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("form", "a", "button") and tag in self.open:
            self.problems.append(f"{tag} inside {tag}")
        self.problems += [f"{tag} {name}" for name, _ in attrs if name == "style" or name.startswith("on")]
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closed out of order: {tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def words(self) -> str:
        """The text, with spaces made even."""
        return " ".join("".join(self.texts).split())

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def find(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Attributes of the elements that fit; ``class_`` stands for class."""
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [a for t, a in self.elements if t == tag and all(a.get(n) == v for n, v in pairs.items())]


def repeated(ids: Iterable[str]) -> list[str]:
    """Ids that occur more than once."""
    return [name for name, count in Counter(ids).items() if count > 1]
