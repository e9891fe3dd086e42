"""Who suffered, and how many: each source's latest count by kind of people, and the range they give together."""

from marsad.ledger.casualties.groups import CIVILIANS, FIGHTERS, PEOPLE, ActorOf, nobody
from marsad.ledger.casualties.ranges import casualties
from marsad.ledger.casualties.sides import INITIATORS, TARGETS, Deaths, deaths_by_side
from marsad.ledger.casualties.tolls import FOUGHT

__all__ = [
    "CIVILIANS",
    "FIGHTERS",
    "FOUGHT",
    "INITIATORS",
    "PEOPLE",
    "TARGETS",
    "ActorOf",
    "Deaths",
    "casualties",
    "deaths_by_side",
    "nobody",
]
