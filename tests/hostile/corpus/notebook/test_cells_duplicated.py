# why: a second set of test cells, before and after
# %% tamper
extra = [copy.deepcopy(cell(f"test_{letter}")) for letter in "abcde"]
for item in extra:
    item["source"] = "24.0"
notebook["cells"] = extra + notebook["cells"] + copy.deepcopy(extra)
