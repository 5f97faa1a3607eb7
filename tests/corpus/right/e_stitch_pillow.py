# why: pasted into a PIL picture, handed back as an array
# loses: nothing
# %% e_stitch_filters
from PIL import Image


def stitch_filters(images, n=8, margin=5):
    tiles = [Image.fromarray(np.ascontiguousarray(image)) for image in images]
    w, h = tiles[0].size
    sheet = Image.new("RGB", (n * w + (n - 1) * margin, n * h + (n - 1) * margin))
    for k in range(n * n):
        sheet.paste(tiles[k], ((k % n) * (w + margin), (k // n) * (h + margin)))
    return np.array(sheet)
