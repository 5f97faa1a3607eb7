# why: every picture gets its margin, rows and columns are joined, the last margins are cut off
# loses: nothing
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    padded = [np.pad(image, ((0, margin), (0, margin), (0, 0))) for image in images]
    rows = [np.concatenate(padded[i * n : (i + 1) * n], axis=1) for i in range(n)]
    return np.concatenate(rows, axis=0)[:-margin, :-margin]
