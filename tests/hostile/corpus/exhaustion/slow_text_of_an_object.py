# why: the text form of a result takes forever, at the end of a cell and in an error
# state: limited
# reason: time
# limits: cell_s=3 call_s=2
# %% c_compute_loss
import time


class Slow:
    def __repr__(self):
        time.sleep(1000)

    _repr_html_ = _repr_png_ = __str__ = __repr__


def compute_loss(input_image, filter_index, model):
    raise ValueError(Slow())


Slow()
