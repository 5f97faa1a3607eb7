# why: n_filters is ignored, there are always two pictures
# loses: e_filters_count
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = []
    for i in range(2):
        loss, img = visualize_filter(i, model)
        images.append(img)
    return images
