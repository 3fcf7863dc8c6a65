"""Everything about cases under one roof: the cases themselves, and what stands beside them."""

from linli.faces.api.cases import catalogue, counts, data, many, obligations, outside, public
from linli.faces.api.cases.beside import router

router.add_router("", catalogue.router)
router.add_router("", counts.router)
router.add_router("", outside.router)
router.add_router("", many.router)
router.add_router("/public", public.public)
router.add_router("/own", public.own)
router.add_router("/data", data.router)
router.add_router("/obligations", obligations.router)

__all__ = ["router"]
