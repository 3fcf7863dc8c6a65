"""Who stands at the door: an account by log-in name, phone or mail."""

from linli.kernel.codes import check_phone
from linli.people.models import Account
from linli.people.queries.person_search import contact_key
from linli.people.rules.contacts import MAIL, PHONE, normal_mail


def account_at_the_door(typed: str) -> Account | None:
    """The account that somebody means who types this: its name, else its phone, else its mail."""
    text = typed.replace("\x00", "").strip()
    if not text:
        return None
    mail, phone = normal_mail(text), check_phone(text)
    if mail is not None:
        return Account.objects.filter(mail_lookup=contact_key(MAIL, mail)).first()
    named = Account.objects.filter(login_name=text.lower()).first()
    if named is None and phone.ok:
        return Account.objects.filter(phone_lookup=contact_key(PHONE, phone.normal)).first()
    return named
