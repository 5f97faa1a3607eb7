# why: an output whose header is of a version that is no text
# state: graded limited
# %% c_compute_loss
kernel = get_ipython().kernel
session = kernel.session
message = session.msg("stream", {"name": "stdout", "text": "x"})
message["header"]["version"] = 5
session.send(kernel.iopub_socket, message)
