# why: what the grader reads after it interrupted a cell, signed and a hundred megabytes long
# state: limited
# reason: time
# %% c_compute_loss
import time

kernel = get_ipython().kernel
message = kernel.session.msg("interrupt_reply", {}, parent=kernel.get_parent(), metadata={"x": [{}] * 20_000_000})
frames = kernel.session.serialize(message, ident=kernel.get_parent()["header"]["session"].encode())
for _ in range(3):
    kernel.control_stream.socket.send_multipart(frames)
time.sleep(60)


def compute_loss(*args):
    time.sleep(60)
