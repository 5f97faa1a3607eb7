# why: control sequences that rewrite what a terminal shows, and characters that turn the direction of text
# %% c_compute_loss
print("\x1b[2J\x1b]0;title\x07\x1b[31m24.0\x1b[0m \u202e0.42 \x00\x08\x08")


print("\ud800")
print("after")


def compute_loss(input_image, filter_index, model):
    raise ValueError("\x1b[2J\x1b[1;1H 24.0 / 24.0 \u202e \x00 \ud800")
