# why: the generator was run through for printing, nothing is left in it
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = (visualize_filter(i, model)[1] for i in range(n_filters))
    print(len(list(images)), "Bilder")
    return images
