"""Contacts in the free text of bookings: CTCM, CTCE and their kin, e-mail as airlines write it."""

import re
from typing import NamedTuple

_CONTACT = re.compile(r"\bCTC\s?(?P<kind>[A-Z])(?P<text>.*)", re.DOTALL)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"[0-9(+.][0-9 ()+./-]{5,}[0-9]")
_DIGITS_MIN = 7


class Contact(NamedTuple):
    """A phone number or an e-mail address; `kind` is the name of the graph's kind."""

    kind: str
    value: str


def contact_in(text: str) -> Contact | None:
    """The contact that a remark or a request of type CTC gives.

    In e-mail, `//` stands for @, `..` for _ and `./` for -.

    >>> contact_in("YY CTCE MOLLY..LOBB//GMAIL.COM")
    Contact(kind='email', value='molly_lobb@gmail.com')
    >>> contact_in("CTCM +6281298701234/ID")
    Contact(kind='phone', value='+6281298701234')
    >>> contact_in("VIP, PLEASE GREET")
    """
    found = _CONTACT.search(text)
    if found is None:
        return None
    said = found["text"].strip()
    return email_in(said) if found["kind"] == "E" else phone_in(said)


def email_in(text: str) -> Contact | None:
    """An e-mail address, as airlines write it or as all do."""
    plain = text.replace("./", "-").replace("//", "@").replace("..", "_").replace(" ", "")
    found = _EMAIL.search(plain)
    return Contact("email", found[0].lower()) if found else None


def phone_in(text: str) -> Contact | None:
    """The first run of digits that is long enough to be a telephone number."""
    for found in _PHONE.finditer(text):
        if sum(character.isdigit() for character in found[0]) >= _DIGITS_MIN:
            return Contact("phone", found[0].strip(" .-/"))
    return None
