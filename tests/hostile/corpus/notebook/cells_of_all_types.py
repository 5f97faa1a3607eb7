# why: cells that are no objects, sources that are no texts
# %% tamper
notebook["cells"] += [
    None,
    3,
    "text",
    [],
    {},
    {"cell_type": None},
    {"cell_type": ["code"], "source": 7},
    {"source": {"a": 1}},
    {"cell_type": "code", "source": ["x = 1\n", None, 3, ["y"]], "metadata": []},
    {"cell_type": "code", "source": "z = 1", "id": {"x": 1}, "metadata": {"nbgrader": []}},
    {"cell_type": "code", "source": "w = 1", "metadata": {"nbgrader": {"grade_id": ["test_a"]}}},
]
