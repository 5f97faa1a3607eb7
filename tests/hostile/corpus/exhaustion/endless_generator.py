# why: an iterable that never ends where pictures are expected
# %% e_visualize_filters
import itertools


def visualize_filters(model, n_filters=64):
    return itertools.repeat(np.zeros((8, 8, 3), dtype=np.uint8))
