"""An e-mail as a file that a mail program opens for sending (RFC 5322, RFC 2047)."""

from __future__ import annotations

from .textcheck import clean, one_line


def draft(subject: str, body: str) -> str:
    """Return an unsent message as ASCII text with CRLF line ends; it has no sender and no recipient yet.

    `X-Unsent: 1` makes Outlook open it for editing instead of showing it as received.
    """
    from email.message import EmailMessage  # lazily: a page pays for it only when a reader asks for the file
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(subject)
    message["X-Unsent"] = "1"
    message.set_content(clean(body), charset="utf-8", cte="base64")
    return message.as_string()
