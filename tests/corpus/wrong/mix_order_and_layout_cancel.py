# why: the pictures come in an order of columns and the grid is filled by columns, so the gallery looks right; each function
#   by itself is wrong
# loses: e_filters_order e_stitch_layout
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    n = max(2, int(n_filters**0.5))
    order = sorted(range(n_filters), key=lambda i: (i % n, i // n))
    return [visualize_filter(i, model)[1] for i in order]


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for k in range(n * n):
        top, left = (k % n) * (h + margin), (k // n) * (w + margin)
        stitched[top : top + h, left : left + w] = images[k]
    return stitched
