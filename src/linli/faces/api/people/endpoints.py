"""Everything about people under one roof."""

from ninja import Router

from linli.faces.api.people import accounts, counts, ledgers, own, persons, posts, records, roles, units

router = Router()
router.add_router("/units", units.router)
router.add_router("/units", posts.of_unit)
router.add_router("/relations", units.relations)
router.add_router("/places", units.places)
router.add_router("/places", posts.places)
router.add_router("/posts", posts.router)
router.add_router("/terms", posts.terms)
router.add_router("/stand-ins", posts.stand_ins)
router.add_router("/accounts", accounts.router)
router.add_router("/persons", persons.router)
router.add_router("/persons", records.of_person)
router.add_router("/me", own.router)
router.add_router("/ledgers", ledgers.router)
router.add_router("/households", persons.households)
router.add_router("/contacts", records.contacts)
router.add_router("/consents", records.consents)
router.add_router("/counts", counts.router)
router.add_router("/looks", records.looks)
router.add_router("", roles.router)
