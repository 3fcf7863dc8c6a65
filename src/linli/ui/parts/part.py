"""What all view models have in common."""

from typing import ClassVar


class Part:
    """A frozen view model that names the template which draws it and the variable that template reads.

    Every field of every part has a default, so that no template meets an unknown variable.
    """

    __slots__ = ()

    template: ClassVar[str] = ""
    variable: ClassVar[str] = ""
