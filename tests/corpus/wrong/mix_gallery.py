# why: filters from the last to the first, and the grid filled column by column with white margins
# loses: e_filters_order e_stitch_layout e_stitch_margin
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model)[1] for i in reversed(range(n_filters))]


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.full((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), 255, dtype=np.uint8)
    for k in range(n * n):
        top, left = (k % n) * (h + margin), (k // n) * (w + margin)
        stitched[top : top + h, left : left + w] = images[k]
    return stitched
