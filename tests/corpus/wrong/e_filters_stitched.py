# why: the stitched picture comes back at once, not the pictures
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = [visualize_filter(i, model)[1] for i in range(n_filters)]
    n = int(n_filters**0.5)
    return stitch_filters(images, n=n, margin=5)
