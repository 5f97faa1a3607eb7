# why: an empty file
# state: not_gradable
# %% tamper
content = b""
