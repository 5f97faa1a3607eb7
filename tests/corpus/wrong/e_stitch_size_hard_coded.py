# why: written for pictures of IMG_SIZE pixels, other sizes end in an error
# loses: e_stitch_shape e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    size = IMG_SIZE
    stitched = np.zeros((n * size + (n - 1) * margin, n * size + (n - 1) * margin, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            top, left = i * (size + margin), j * (size + margin)
            stitched[top : top + size, left : left + size] = images[i * n + j]
    return stitched
