"""Letters about a client: drafted from a template with fields, edited, kept in the chart."""
