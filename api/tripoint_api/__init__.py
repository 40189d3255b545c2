"""The API: GraphQL over the graph, for analysts, front ends and Members."""
