"""Special service requests (SSR): documents, visas, stays, seats, tickets, contacts."""

from tripoint_ingest.passengers.contacts import Contact, email_in, phone_in
from tripoint_ingest.passengers.names import spoken
from tripoint_ingest.passengers.protected import LeftOut, kept
from tripoint_ingest.readers.edifact import Segment
from tripoint_ingest.readers.pnrgov_dates import born, expires
from tripoint_ingest.readers.pnrgov_parts import Traveller, add_ticket, letters, named, seat_in

_SEATS = frozenset(
    ["SEAT", "NSST", "NSSA", "NSSB", "NSSW", "NSSR", "SMST", "SMSA", "SMSB", "SMSW", "SMSR", "RQST"]
)
_INFANT_SEX = ("MI", "FI")
_TEXT_PLACE = 8


class Requests:
    """Takes requests into the travellers that they are about.

    Args:
        travellers: those of the booking; one that only a document names is added.
        contacts: the booking's own.
        prepared: when the message was made; two-digit years are read beside it.
        left_out: counts what may not be kept.
    """

    def __init__(
        self,
        travellers: list[Traveller],
        contacts: list[Contact],
        prepared: str,
        left_out: LeftOut,
    ) -> None:
        self._travellers = travellers
        self._contacts = contacts
        self._prepared = prepared
        self._left_out = left_out

    def take(self, segment: Segment, current: Traveller | None, leg: int) -> str:
        """One request; gives its words that may be kept.

        Args:
            segment: the request.
            current: whose group it stands in, if anybody's.
            leg: the place of the flight segment whose group it stands in, -1 for none.
        """
        code = segment.get(0).upper()
        if code not in kept().ssr:
            self._left_out.add(code)
            return ""
        text = _text(segment)
        referred = self._referred(segment)
        owners = referred or ([current] if current is not None else [])
        if code in _SEATS:
            self._seats(segment, leg)
        elif code.startswith("TKN"):
            for traveller in owners:
                add_ticket(traveller, text)
        elif code.startswith("CTC"):
            self._contact(code, text, owners)
        elif code == "DOCS":
            self._document(text, owners, referred=bool(referred))
        elif take := {"DOCA": self._stay, "DOCO": self._visa}.get(code):
            take(text, owners)
        elif code in kept().without_text:
            return self._bare(segment, code, text, owners)
        return segment.text

    def _contact(self, code: str, text: str, owners: list[Traveller]) -> None:
        contact = email_in(text) if code == "CTCE" else phone_in(text)
        if contact:
            for to in [owner.contacts for owner in owners] or [self._contacts]:
                to.append(contact)

    def _bare(self, segment: Segment, code: str, text: str, owners: list[Traveller]) -> str:
        """A request of which the code is kept, and what somebody wrote to it is not."""
        for traveller in owners:
            traveller.requests.append(code)
        if not text:
            return segment.text
        self._left_out.add("")
        return f"SSR+{code}"

    def _referred(self, segment: Segment) -> list[Traveller]:
        """Whom a request is about by the references behind it."""
        wanted = {
            element[2].strip()
            for element in segment.elements[1:]
            if len(element) > 2 and element[2].strip()
        }
        return [t for t in self._travellers if wanted & t.references]

    def _seats(self, segment: Segment, leg: int) -> None:
        if leg < 0:
            return
        for element in segment.elements[1:]:
            parts = [*(part.strip() for part in element), "", "", ""]
            for traveller in self._travellers:
                if parts[2] and parts[2] in traveller.references:
                    traveller.seats[leg] = seat_in(parts[0]) or traveller.seats.get(leg, "")

    def _document(self, text: str, owners: list[Traveller], *, referred: bool) -> None:
        parts = [part.strip() for part in text.split("/")] + [""] * 11
        type_, issuer, number, nationality, birth, sex, expiry, surname = parts[1:9]
        given = [name for name in parts[9:] if name]
        if not referred:  # it may stand in another's group, and then its name tells whose it is
            wanted = letters(surname + "".join(given))
            owners = [t for t in self._travellers if wanted and t.plain == wanted] or owners
        owner = self._owner(surname, given, sex, owners)
        facts = {
            "nationality": nationality,
            "birth_date": born(birth, self._prepared),
            "gender": sex[:1],
        }
        for name, value in facts.items():
            if value and value != "0":
                owner.facts.setdefault(name, value)
        if letters(surname) == letters(owner.surname):
            surname = owner.surname  # a wrapped line may have left a blank in it
        if surname:
            owner.document_names.append(spoken(surname, *given))
        if number:
            owner.documents.append(
                {
                    "number": number,
                    "type": type_,
                    "issuer": issuer,
                    "expires_on": expires(expiry, self._prepared),
                }
            )

    def _owner(
        self, surname: str, given: list[str], sex: str, owners: list[Traveller]
    ) -> Traveller:
        """Whose document it is: an infant's is told with the adult that it travels with."""
        if sex in _INFANT_SEX and not any(owner.is_infant for owner in owners):
            wanted = letters(surname + "".join(given))
            infants = [t for t in self._travellers if t.is_infant]
            fitting = [t for t in infants if t.plain == wanted] or infants[:1]
            return fitting[0] if fitting else self._unlisted(surname, given, "IN")
        if owners:
            return owners[0]
        found = named(self._travellers, surname, tuple(given), "") if surname else None
        return found or self._unlisted(surname, given, "")

    def _unlisted(self, surname: str, given: list[str], type_: str) -> Traveller:
        wanted = letters(surname + "".join(given))
        for traveller in self._travellers:
            if traveller.plain == wanted and traveller.type == type_:
                return traveller
        traveller = Traveller(surname, tuple(given), type_)
        self._travellers.append(traveller)
        return traveller

    def _stay(self, text: str, owners: list[Traveller]) -> None:
        parts = [part.strip() for part in text.split("/")] + [""] * 7
        kind, country, street, city, state, postcode = parts[1:7]
        told = ", ".join(filter(None, (street, city, state, postcode)))
        if told:
            basis = {"D": "destination", "R": "residence"}.get(kind, "")
            for owner in owners:
                owner.addresses.append((told, country, basis))
        if kind == "R" and country:
            for owner in owners:
                owner.facts.setdefault("residence", country)

    def _visa(self, text: str, owners: list[Traveller]) -> None:
        parts = [part.strip() for part in text.split("/")] + [""] * 7
        if not parts[0]:
            parts = parts[1:]
        birth_place, type_, number, issued_at, issued, country = parts[:6]
        for owner in owners:
            if birth_place:
                owner.facts.setdefault("birth_place", birth_place)
            if number:
                owner.documents.append(
                    {
                        "number": number,
                        "type": type_ or "V",
                        "issuer": country,
                        "issued_on": expires(issued, self._prepared),
                        "note": f"issued at {issued_at}" if issued_at else "",
                    }
                )


def _text(segment: Segment) -> str:
    """The free text of a request: its ninth component; where a sender left out empty ones before
    it, what begins with the mark of such texts.
    """
    parts = segment.elements[0] if segment.elements else []
    if len(parts) <= _TEXT_PLACE:
        begins = (at for at, part in enumerate(parts) if at and part.lstrip().startswith("/"))
        return ":".join(parts[next(begins, len(parts)) :]).strip()
    return ":".join(parts[_TEXT_PLACE:]).strip()
