"""An e-mail as a file that a mail program opens for sending (RFC 5322, RFC 2047)."""

from __future__ import annotations

from .textcheck import clean, one_line


def draft(subject: str, body: str) -> str:
    """Return an unsent message as ASCII text with CRLF line ends; it has no sender and no recipient yet.

    `X-Unsent: 1` makes Outlook open it for editing instead of showing it as received. The subject is always an encoded word:
    `email.message.EmailMessage` would take one that a reader typed for its own and decode it.
    """
    from email.header import Header  # lazily: a page pays for it only when a reader asks for the file
    from email.message import Message

    message = Message()
    # The stub of `__setitem__` knows only text; compat32, the default policy, is made for Header objects.
    message["Subject"] = Header(one_line(subject), "utf-8", header_name="Subject")  # type: ignore[assignment]
    message["X-Unsent"] = "1"
    message.set_payload(clean(body).replace("\n", "\r\n") + "\r\n", "utf-8")
    return message.as_string(maxheaderlen=78, policy=message.policy.clone(linesep="\r\n"))
