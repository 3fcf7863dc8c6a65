"""Everything about places under one roof."""

from ninja import Router

from linli.faces.api.places.addresses import router as addresses
from linli.faces.api.places.areas import router as areas
from linli.faces.api.places.buildings import buildings, dwellings
from linli.faces.api.places.parts import of_area
from linli.faces.api.places.parts import router as parts
from linli.faces.api.places.sets import router as sets

router = Router()
router.add_router("/areas", areas)
router.add_router("/areas", of_area)
router.add_router("/parts", parts)
router.add_router("/sets", sets)
router.add_router("/buildings", buildings)
router.add_router("/dwellings", dwellings)
router.add_router("/addresses", addresses)
