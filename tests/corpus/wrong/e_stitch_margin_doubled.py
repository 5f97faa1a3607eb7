# why: each picture has a margin on all sides, so it is twice as wide between two of them and single around the whole. May
#   lose e_stitch_layout, because all pictures stand at other places
# loses: e_stitch_shape e_stitch_margin
# may lose: e_stitch_layout
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    padded = [np.pad(image, ((margin, margin), (margin, margin), (0, 0))) for image in images]
    rows = [np.concatenate(padded[i * n : (i + 1) * n], axis=1) for i in range(n)]
    return np.concatenate(rows, axis=0)
