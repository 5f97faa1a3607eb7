# why: an upload that broke off
# state: not_gradable
# %% tamper
content = json.dumps(notebook).encode()[:-4000]
