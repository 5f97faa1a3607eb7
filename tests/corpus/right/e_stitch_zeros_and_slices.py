# why: black canvas and slices; the names of the loops as in the Keras original
# loses: nothing
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    height, width = images[0].shape[:2]
    stitched = np.zeros((n * height + (n - 1) * margin, n * width + (n - 1) * margin, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            top, left = i * (height + margin), j * (width + margin)
            stitched[top : top + height, left : left + width, :] = images[i * n + j]
    return stitched
