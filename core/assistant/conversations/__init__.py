"""Conversations: the meaning of a follow-up, the earlier turns it refers to, and the history."""
