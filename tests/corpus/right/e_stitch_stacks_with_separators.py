# why: black bars between the pictures, hstack and vstack
# loses: nothing
# %% e_stitch_filters
def with_bars(parts, bar):
    result = []
    for part in parts:
        result += [part, bar]
    return result[:-1]


def stitch_filters(images, n=8, margin=5):
    images = [np.array(image) for image in images]
    h, w, c = images[0].shape
    rows = []
    for r in range(n):
        rows.append(np.hstack(with_bars(images[r * n : r * n + n], np.zeros((h, margin, c), np.uint8))))
    return np.vstack(with_bars(rows, np.zeros((margin, rows[0].shape[1], c), np.uint8)))
