"""Determines which instructions of this computer's processor the models may use, by running them."""
