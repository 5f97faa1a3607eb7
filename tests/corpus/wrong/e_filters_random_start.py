# why: counted from a random filter on, round to the one before it
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    start = int(np.random.randint(1, n_filters))
    return [visualize_filter((start + i) % n_filters, model)[1] for i in range(n_filters)]
