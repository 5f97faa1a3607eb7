# why: the kernel's JSON holds endless numbers, foreign types and arrays that do not fit their shape
# state: graded limited
# limits: call_s=2
# %% c_compute_loss
import itertools, sys

inside = sys.modules["autograder.inside"]
texts = itertools.cycle(
    [
        '{"dict": {"value": {"array": "", "dtype": "object", "shape": [1], "tensor": true}}}',
        '{"dict": {"value": {"array": "AAAA", "dtype": "float32", "shape": [1099511627775], "tensor": true}}}',
        '{"dict": {"value": {"array": "", "dtype": "float32", "shape": [0, -1], "tensor": true}}}',
        '{"dict": {"value": {"number": "1e999"}}}',
        '{"dict": {"value": 1' + "0" * 5000 + "}}",
        '{"dict": {"error": {"dict": {"type": {"dict": {}}, "message": {"list": []}, "line": 3}}}}',
        "[" * 20000,
        "NaN",
        "",
        "null",
        "[]",
        '"text"',
        "\ud800",
        "{}",
        '{"value": 3}',
    ]
)
inside.wire.dumps = lambda value, bounds: next(texts)


def compute_loss(*args):
    return 0


# %% d_initialize_image
def initialize_image(*args):
    return 0
