# why: a notebook that an editor saved in UTF-16
# state: not_gradable graded
# %% tamper
content = json.dumps(notebook).encode("utf-16")
