# why: every second row runs backwards
# loses: e_stitch_layout
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for k in range(n * n):
        row, column = divmod(k, n)
        if row % 2:
            column = n - 1 - column
        top, left = row * (h + margin), column * (w + margin)
        stitched[top : top + h, left : left + w] = images[k]
    return stitched
