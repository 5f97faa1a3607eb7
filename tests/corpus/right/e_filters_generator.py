# why: a generator is an iterable of pictures
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    for filter_index in range(n_filters):
        loss, img = visualize_filter(filter_index, model)
        yield img
