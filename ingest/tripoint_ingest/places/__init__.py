"""What is known or worked out of places: where airports lie, how far it is by sea."""

from tripoint_ingest.places.airport_positions import airport_position
from tripoint_ingest.places.sea_routes import PASSAGES, NoSeaRoutes, SeaRoute, by_sea, sea_route

__all__ = ["PASSAGES", "NoSeaRoutes", "SeaRoute", "airport_position", "by_sea", "sea_route"]
