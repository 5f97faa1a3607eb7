# why: an output with metadata nested so deeply that checking it overflows
# state: graded limited
# %% c_compute_loss
kernel = get_ipython().kernel
session = kernel.session
deep = {}
for _ in range(700):
    deep = {"x": deep}
display({"text/plain": "x"}, raw=True, metadata=deep)
