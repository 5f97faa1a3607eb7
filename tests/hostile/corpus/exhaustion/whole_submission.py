# why: each cell stays below its limit, all together do not
# state: limited
# reason: submission time
# limits: submission_s=14
# %% a_load_resnet50
import time


def load_resnet50():
    time.sleep(4)


FeatureExtractor = compute_loss = initialize_image = load_resnet50


# %% c_compute_loss
def compute_loss(*args):
    time.sleep(4)


# %% d_initialize_image
def initialize_image(*args):
    time.sleep(4)
    return 3
