"""What is worked out of places: how far it is between them by sea."""

from tripoint_ingest.places.sea_routes import NoSeaRoutes, SeaRoute, sea_route

__all__ = ["NoSeaRoutes", "SeaRoute", "sea_route"]
