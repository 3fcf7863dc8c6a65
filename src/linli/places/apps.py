"""The Django app of the noun "where"."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where."""

    name = "linli.places"
    label = "places"
    verbose_name = "Where"

    def ready(self) -> None:
        """Register the commands and what webhooks may tell."""
        from linli.kernel.db.standing import watch
        from linli.kernel.errors import n_
        from linli.kernel.hooks.offers import offer
        from linli.places import commands  # noqa: F401 -- importing registers the commands

        watch("places_area", "places_arealink")
        offer("places.areas_merged", n_("Areas were merged"))
        offer("places.area_split", n_("An area was split"))
        offer("places.area_renamed", n_("An area was renamed"))
