"""Keys over the years: slots, rotation, crypto-erase, and the status of all of them."""
