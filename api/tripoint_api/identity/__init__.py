"""Who is who: comparisons, decisions, screening."""
