# why: earlier cells used up all output that is allowed; what a later cell prints is cut, what it defines counts
# earns: c_scalar c_filter c_border c_gradient
# state: limited
# reason: output
# %% tamper
at = notebook["cells"].index(cell("a_load_resnet50"))
for _ in range(5):
    notebook["cells"].insert(
        at,
        {"cell_type": "code", "source": "print('z' * 3900000)", "metadata": {}, "outputs": [], "execution_count": None},
    )
# %% c_compute_loss
import time

print(1)
time.sleep(0.5)


def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].mean()
