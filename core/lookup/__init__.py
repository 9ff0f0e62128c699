"""Answers from the record's structure: visits, their parts, appointments, the client, facts."""
