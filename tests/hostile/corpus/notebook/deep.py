# why: lists in lists, deeper than a stack
# state: not_gradable
# %% tamper
content = b'{"cells": ' + b"[" * 10**6 + b"]" * 10**6 + b"}"
