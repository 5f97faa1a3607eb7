# why: sorted by name, filter 10 comes before filter 2; with at most ten filters nothing is to be seen of it
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = {f"filter_{i}.png": visualize_filter(i, model)[1] for i in range(n_filters)}
    return [images[name] for name in sorted(images)]
