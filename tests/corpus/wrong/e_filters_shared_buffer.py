# why: all entries are the same array, which holds the last picture in the end
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = []
    buffer = None
    for i in range(n_filters):
        picture = np.array(visualize_filter(i, model)[1])
        if buffer is None:
            buffer = np.empty_like(picture)
        buffer[:] = picture
        images.append(buffer)
    return images
