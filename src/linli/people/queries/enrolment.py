"""What an enrolment page shows."""

from datetime import datetime

from linli.kernel.errors import TooLate
from linli.people.models import EnrolmentLink
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.secrets import digest_of


def account_of_link(county: str, secret: str, at: datetime) -> str:
    """The log-in name behind a live link; TooLate when it was used or its hour is over."""
    rows = EnrolmentLink.objects.filter(county=county, secret=digest_of(secret), used_at__isnull=True)
    link = rows.filter(expires_at__gte=at).select_related("account").order_by("id").first()
    if link is None:
        raise TooLate(PeopleCode.LINK_USED)
    return link.account.login_name
