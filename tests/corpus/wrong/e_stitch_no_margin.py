# why: the pictures touch each other. May lose e_stitch_layout, because the pictures stand at other places
# loses: e_stitch_shape e_stitch_margin
# may lose: e_stitch_layout
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    rows = [np.concatenate(images[i * n : (i + 1) * n], axis=1) for i in range(n)]
    return np.concatenate(rows, axis=0)
