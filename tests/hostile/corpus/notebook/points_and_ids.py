# why: points, grade ids and locks in the metadata of every cell
# %% tamper
for item in notebook["cells"]:
    item["metadata"].setdefault("nbgrader", {}).update(points=1000, grade=True, locked=False, solution=True)
cell("test_a")["metadata"]["nbgrader"]["points"] = float("inf")
cell("test_b")["metadata"]["nbgrader"]["points"] = -5
cell("test_c")["metadata"]["nbgrader"]["grade_id"] = "test_a"
