"""How often something may be done from one address within an hour."""

from linli.faces.portal.reasons import PortalCode
from linli.kernel.sliding_hour import SlidingHour


def _from_one_address(most: int) -> SlidingHour:
    return SlidingHour(most, PortalCode.TOO_OFTEN)


drafts, codes, tries = _from_one_address(60), _from_one_address(10), _from_one_address(30)
nameless, joins, resumes = _from_one_address(10), _from_one_address(10), _from_one_address(10)
QUOTAS = (drafts, codes, tries, nameless, joins, resumes)
