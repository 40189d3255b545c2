"""Flights and the people on them: small bookings, crowds, and hotels that many give as theirs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tripoint_scenarios.actors import Actors, Person
from tripoint_scenarios.places import Airport
from tripoint_scenarios.rows import Flight, Passenger
from tripoint_scenarios.trade import DAYS, FIRST_DAY

CROWD = 140
"""People on a flight, about."""

_CARRIERS = ("GA", "MH", "SQ", "PR", "TG", "VN", "QR", "EK", "AK")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_SHARE_WITH_PHONE = 0.35
_SHARE_OF_HOTELS = 0.25


class Travel:
    """A season of flights."""

    def __init__(self, random: Random, actors: Actors, airports: list[Airport], count: int) -> None:
        self._random = random
        self._actors = actors
        self._airports = airports
        self._hotels = [actors.phone("SGP") for _ in range(max(2, count // 4000))]
        # Some people fly again and again.
        self._regulars = [actors.person() for _ in range(max(4, count // 40))]
        self._numbers = iter(range(100, 10**9))

    def flights(self, counts: list[int]) -> Iterator[Flight]:
        """One flight for each count of background passengers."""
        for count in counts:
            flight = self.flight()
            while len(flight.passengers) < count:
                party = min(
                    self._random.choice((1, 1, 1, 2, 2, 3, 4)), count - len(flight.passengers)
                )
                self.board(flight, [self._somebody() for _ in range(party)])
            yield flight

    def flight(self) -> Flight:
        """An empty flight."""
        random = self._random
        origin, destination = random.sample(self._airports, 2)
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        leaves = datetime(
            day.year, day.month, day.day, random.randrange(24), random.choice((0, 25, 40))
        )
        number = next(self._numbers)
        return Flight(
            carrier=_CARRIERS[number % len(_CARRIERS)],
            number=str(number % 9000 + 1),
            origin=origin.iata,
            destination=destination.iata,
            departure=leaves,
            arrival=leaves + timedelta(minutes=random.randrange(70, 600)),
        )

    def board(self, flight: Flight, party: list[Person], phones: tuple[str, ...] = ()) -> str:
        """Put a party into one booking on a flight; gives its locator."""
        locator = self._actors.code(_LETTERS, 6)
        for at, person in enumerate(party):
            phone = phones[at] if at < len(phones) else self._phone(person)
            flight.passengers.append(
                Passenger(
                    person=person,
                    locator=locator,
                    seat=f"{self._random.randrange(1, 40)}{self._random.choice('ABCDEF')}",
                    reference=f"{locator}{at + 1}",
                    phone=phone,
                )
            )
        return locator

    @property
    def hotel(self) -> str:
        """A hotel's number, given by hundreds as theirs."""
        return self._random.choice(self._hotels)

    def _somebody(self) -> Person:
        if self._random.random() < 0.15:
            return self._random.choice(self._regulars)
        return self._actors.person()

    def _phone(self, person: Person) -> str:
        told = self._random.random()
        if told < _SHARE_WITH_PHONE * _SHARE_OF_HOTELS:
            return self.hotel
        return person.phone if told < _SHARE_WITH_PHONE else ""
