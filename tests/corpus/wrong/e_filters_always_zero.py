# why: the same filter each time
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    filter_index = 0
    images = []
    for _ in range(n_filters):
        loss, img = visualize_filter(filter_index, model)
        images.append(img)
    return images
