# why: an archive that is named like a notebook
# state: not_gradable
# %% tamper
content = b"PK\x03\x04" + bytes(100)
