"""The brief before a visit: what changed since the last one, in the record's own words."""
