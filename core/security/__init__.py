"""The vault: keys, slots and the sealing of every clinical value."""
