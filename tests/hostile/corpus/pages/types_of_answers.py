# why: markup in the type name of an answer, which the message names
# %% c_compute_loss
Named = type("<svg onload=\"document.title='canary'\">", (), {})


def compute_loss(input_image, filter_index, model):
    return Named()


# %% a_load_resnet50
def load_resnet50():
    return Named()
