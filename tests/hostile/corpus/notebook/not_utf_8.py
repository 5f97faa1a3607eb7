# why: bytes in the middle that are no UTF-8
# state: not_gradable
# %% tamper
content = json.dumps(notebook).encode().replace(b"compute_loss", b"compute\xff\xfeloss", 1)
