# why: cells that end the kernel in the ways that IPython offers; the parts after them are judged
# solves: e_stitch_filters
# earns: e_stitch_shape e_stitch_layout e_stitch_margin
# state: graded limited
# %% tamper
at = notebook["cells"].index(cell("c_compute_loss"))
for text in ("exit", "quit()", "import sys\nsys.exit()", "get_ipython().kernel.do_shutdown(False)"):
    notebook["cells"].insert(
        at, {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None}
    )
