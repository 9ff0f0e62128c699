"""Which instructions of this computer's processor the models may use: found by running them."""
