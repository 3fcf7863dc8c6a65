"""The ports to the outside for short messages and mail: one parcel, sent once, answered or failed with a word."""

from linli.kernel.installation import Installation
from linli.kernel.sending.mail import send_mail
from linli.kernel.sending.parcel import NotSent, Parcel
from linli.kernel.sending.sms import send_sms

__all__ = ["KEPT", "NotSent", "Parcel", "is_set_up", "portal_address", "send"]
# What a demo or a test without a provider answers: the message can be read on the outbox page only.
KEPT = "outbox"


def portal_address(installation: Installation) -> str:
    """The portal's address without a stroke at its end, for links in messages."""
    return installation.public_url.rstrip("/") or f"http://localhost:{installation.port}"


def is_set_up(installation: Installation, channel: str) -> bool:
    """Whether there is a provider for ``channel``."""
    return bool(installation.sms_url if channel == "sms" else installation.mail_host)


def send(installation: Installation, parcel: Parcel) -> str:
    """Send a parcel and return the provider's number; NotSent with the reason when it was not taken.

    May take as long as ``send_seconds``, so it is never called inside a transaction. A repeat of the same parcel
    bears the same number, by which a provider can leave out the second.
    """
    if not is_set_up(installation, parcel.channel):
        if installation.guarded:
            return KEPT
        raise NotSent("not_set_up")
    return send_sms(installation, parcel) if parcel.channel == "sms" else send_mail(installation, parcel)
