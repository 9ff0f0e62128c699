"""Key management: slots, rotation, crypto-erase, and status."""
