# why: ids that stand there twice, are empty, endless or a path
# %% tamper
for item in notebook["cells"]:
    item["id"] = "same"
notebook["cells"] += [
    {"cell_type": "code", "metadata": {}, "source": f"x = {n}", "id": name, "outputs": [], "execution_count": None}
    for n, name in enumerate(("", "../../x", "x" * 10**5, "<script>", "\u0000"))
]
