# why: messages with the right signature and content of the wrong type
# state: graded limited
# %% c_compute_loss
kernel = get_ipython().kernel


def forge():
    for content in (
        {"name": 3, "text": {}},
        {"data": [], "metadata": None},
        {"ename": None, "evalue": {}, "traceback": 7},
        {"name": "stdout"},
        {},
    ):
        for kind in (
            "stream",
            "display_data",
            "execute_result",
            "error",
            "update_display_data",
            "clear_output",
            "status",
        ):
            kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())


forge()


def compute_loss(*args):
    forge()
    raise ValueError
