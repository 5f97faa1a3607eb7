# why: a torch.uint8 canvas is as good as numpy's
# loses: nothing
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    images = [torch.as_tensor(np.array(image)) for image in images]
    h, w, _ = images[0].shape
    canvas = torch.zeros(n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3, dtype=torch.uint8)
    for k, image in enumerate(images[: n * n]):
        row, column = divmod(k, n)
        y, x = row * (h + margin), column * (w + margin)
        canvas[y : y + h, x : x + w] = image
    return canvas
