# why: a right notebook of another assignment
# state: not_gradable
# %% tamper
content = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "code",
                "metadata": {"nbgrader": {"grade_id": "test_z", "points": 24}},
                "source": "print(24)",
                "outputs": [],
                "execution_count": 1,
            }
        ],
    }
).encode()
