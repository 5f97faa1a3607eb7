# why: the margin is always five pixels, the argument is ignored. May lose the other two, because all pictures but the first
#   stand at other places when another margin is asked for
# loses: e_stitch_shape
# may lose: e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * 5, n * w + (n - 1) * 5, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            top, left = i * (h + 5), j * (w + 5)
            stitched[top : top + h, left : left + w] = images[i * n + j]
    return stitched
