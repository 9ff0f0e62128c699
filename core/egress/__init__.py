"""Whether anything leaves the computer: a journey under observation, and a signed report."""
