# why: a number with a million digits, where a reader would calculate for minutes
# state: not_gradable graded
# %% tamper
content = json.dumps(notebook).replace('"nbformat": 4', '"nbformat": ' + "9" * 10**6).encode()
