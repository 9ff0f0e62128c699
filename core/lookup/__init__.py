"""Answers from what the record's structure knows: visits, their parts, appointments, the client, facts."""
