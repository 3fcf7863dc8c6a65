"""Templates that may not ask the database, and fail on a variable that nobody passed in."""

from typing import Any

from django.template.backends.django import DjangoTemplates, Template

from linli.kernel.db.guard import rendering


class UnknownVariable(Exception):
    """A bug: a template names a variable that its context does not have."""


class Strict(str):
    """``string_if_invalid`` of demo and test: raises instead of printing nothing."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True

    def __mod__(self, variable: Any) -> str:
        raise UnknownVariable(str(variable))


class GuardedTemplate(Template):
    """A template whose rendering asks no database."""

    def render(self, context: Any = None, request: Any = None) -> Any:
        """Render under the guard."""
        with rendering():
            return super().render(context, request)


class GuardedTemplates(DjangoTemplates):
    """Django's templates under the guard."""

    def get_template(self, template_name: str) -> Template:
        """Load a template."""
        found = super().get_template(template_name)
        found.__class__ = GuardedTemplate
        return found

    def from_string(self, template_code: str) -> Template:
        """Compile a template."""
        made = super().from_string(template_code)
        made.__class__ = GuardedTemplate
        return made
