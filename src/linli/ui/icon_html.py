"""An icon of the sprite as HTML."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.ui import bundle as built


def icon_html(name: str, css: str = "") -> SafeString:
    """An icon. It is hidden from screen readers: an icon always stands beside a word."""
    return _icon(built.sprite(), name, css)


@lru_cache(maxsize=1_000)
def _icon(sprite: str, name: str, css: str) -> SafeString:
    address = f"{static(sprite)}#{built.checked_icon(name)}"
    return format_html(
        '<svg class="ll-icon {}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        css,
        address,
    )
