"""Trusted implementation of tasks (a) to (e): weights, feature extraction, objective, ascent, pictures, galleries."""
