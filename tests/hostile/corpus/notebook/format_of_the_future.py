# why: a version that nobody knows, with fields of other types
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# %% tamper
notebook.update(nbformat=99, nbformat_minor="x", metadata=[], extra={"a": 1})
notebook["cells"][0]["execution_count"] = "many"
notebook["cells"][1]["outputs"] = {"not": "a list"}
notebook["cells"].insert(3, {"cell_type": "hologram", "source": "x", "metadata": None})
