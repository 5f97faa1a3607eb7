"""The hidden checks of (a) to (e): pytest tests that run in the trusted process."""
