"""Conversations: what a follow-up means, which earlier turns it goes back to, and the history of them all."""
