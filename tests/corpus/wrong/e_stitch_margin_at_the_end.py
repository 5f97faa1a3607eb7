# why: a margin below and to the right of the last pictures as well. May lose e_stitch_layout, when the size is looked at first
# loses: e_stitch_shape e_stitch_margin
# may lose: e_stitch_layout
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * (h + margin), n * (w + margin), 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            top, left = i * (h + margin), j * (w + margin)
            stitched[top : top + h, left : left + w] = images[i * n + j]
    return stitched
