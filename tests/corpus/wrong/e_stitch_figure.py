# why: a matplotlib figure instead of a picture
# loses: e_stitch_shape e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    figure, axes = plt.subplots(n, n, squeeze=False)
    for axis, image in zip(axes.flat, images):
        axis.imshow(image)
        axis.axis("off")
    plt.close(figure)
    return figure
