# why: n is ignored, there are always eight rows; with fewer pictures this ends in an error
# loses: e_stitch_shape e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((8 * h + 7 * margin, 8 * w + 7 * margin, 3), dtype=np.uint8)
    for i in range(8):
        for j in range(8):
            top, left = i * (h + margin), j * (w + margin)
            stitched[top : top + h, left : left + w] = images[i * 8 + j]
    return stitched
