# why: height and width are exchanged, pictures that are not square end in an error
# loses: e_stitch_shape e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    w, h = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            top, left = i * (h + margin), j * (w + margin)
            stitched[top : top + h, left : left + w] = images[i * n + j]
    return stitched
