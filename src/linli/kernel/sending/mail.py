"""Mail over SMTP, with TLS and a time-out."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from linli.kernel.installation import Installation
from linli.kernel.sending.parcel import NotSent, Parcel

PERMANENT = 500


def _letter(installation: Installation, parcel: Parcel) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = installation.mail_from
    letter["To"] = parcel.to
    letter["Subject"] = " ".join(parcel.subject.split())
    letter["Date"] = formatdate(localtime=False)
    # One number for all tries: a mail box can leave out the repeat.
    letter["Message-ID"] = f"<{parcel.number}@linli>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(parcel.text)
    return letter


def _opened(installation: Installation) -> smtplib.SMTP:
    host, port, seconds = installation.mail_host, installation.mail_port, float(installation.send_seconds)
    if installation.mail_security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=seconds, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=seconds)
    if installation.mail_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
    return server


def _reason(error: Exception) -> NotSent:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return NotSent("recipient_refused", final=bool(codes) and min(codes) >= PERMANENT)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSent("log_in_refused")
    if isinstance(error, smtplib.SMTPResponseException):
        return NotSent(f"smtp_{error.smtp_code}")
    if isinstance(error, ssl.SSLError):
        return NotSent("tls")
    # The library tells a time-out as a connection that was closed, with the time-out as its cause.
    slow = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return NotSent("time_out" if slow else "no_connection")


def send_mail(installation: Installation, parcel: Parcel) -> str:
    """Send by SMTP; the number is the mail's own. A server that hangs up before it said yes has not taken it."""
    try:
        server = _opened(installation)
        try:
            if installation.mail_user:
                server.login(installation.mail_user, installation.mail_password)
            server.send_message(_letter(installation, parcel))
        finally:
            # Taken is taken: whether it says good-bye properly no longer matters.
            server.close()
    except (OSError, smtplib.SMTPException) as error:
        raise _reason(error) from error
    return str(parcel.number)
