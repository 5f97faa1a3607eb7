# why: more bytes than a notebook may have
# state: not_gradable
# %% tamper
notebook["cells"][0]["attachments"] = {"x": "A" * (65 * 2**20)}
