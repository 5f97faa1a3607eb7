# why: NaN and infinity, which JSON does not know, and keys that stand there twice
# %% tamper
text = json.dumps(notebook).replace(
    '"nbformat": 4', '"nbformat": NaN, "nbformat": Infinity, "metadata": 3, "nbformat": -Infinity'
)
content = text.replace('"points": 3', '"points": 3, "points": NaN, "points": 1e999').encode()
