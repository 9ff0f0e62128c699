"""Texts that several features show: who a client is, the state of a session, damage, sources. No widgets."""
