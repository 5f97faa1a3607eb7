# why: reshape and transpose instead of loops
# loses: nothing
# %% e_stitch_filters
def stitch_filters(images, n: int = 8, margin: int = 5):
    a = np.asarray(list(images), dtype=np.uint8)[: n * n]
    a = np.pad(a, ((0, 0), (0, margin), (0, margin), (0, 0)), constant_values=0)
    _, h, w, c = a.shape
    grid = a.reshape(n, n, h, w, c).transpose(0, 2, 1, 3, 4).reshape(n * h, n * w, c)
    return grid[: n * h - margin, : n * w - margin]
