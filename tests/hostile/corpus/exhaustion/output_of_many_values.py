# why: an error of a million lines, and outputs in three hundred thousand formats
# state: graded limited
# %% c_compute_loss
kernel = get_ipython().kernel
for kind, content in (
    ("error", {"ename": "E", "evalue": "", "traceback": [""] * 800_000}),
    ("display_data", {"data": {f"a/{i}": "" for i in range(200_000)}, "metadata": {}}),
):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
