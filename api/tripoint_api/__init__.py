"""The API: GraphQL over the graph, for analysts, front ends and Members."""

from tripoint_api.app import create_app

__all__ = ["create_app"]
