# why: a margin between the columns, none between the rows. May lose e_stitch_layout, because rows stand at other places
# loses: e_stitch_shape e_stitch_margin
# may lose: e_stitch_layout
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            left = j * (w + margin)
            stitched[i * h : (i + 1) * h, left : left + w] = images[i * n + j]
    return stitched
