"""Grade the notebook of exercise ANN_U08 (Explainable AI) safely and fairly."""
