"""Every address of the house; each view carries its gate."""

from django.urls import include, path

from linli.config.health import live, ready
from linli.faces.api.urls import api_urls
from linli.ui.gallery import gallery
from linli.ui.web.gates import public

urlpatterns = [
    # First what programs ask most: each address before is tried for theirs.
    path("api/v1/", api_urls),
    path("open311/v2/", include("linli.faces.api.open311.urls")),
    path("", include("linli.faces.portal.urls")),
    path("", include("linli.faces.desk.urls")),
    path("ui/gallery/", public(gallery), name="gallery"),
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
]

handler400 = "linli.config.middleware.problems.bad_request"
handler403 = "linli.config.middleware.problems.forbidden"
handler404 = "linli.config.middleware.problems.not_found"
handler500 = "linli.config.errors.server_error"
