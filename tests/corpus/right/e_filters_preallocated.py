# why: written into an array made from the first picture
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = None
    for i in range(n_filters):
        loss, picture = visualize_filter(i, model)
        picture = np.array(picture)
        if images is None:
            images = np.empty((n_filters, *picture.shape), dtype=np.uint8)
        images[i] = picture
    return images
