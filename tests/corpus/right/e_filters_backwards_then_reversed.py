# why: made from the last to the first and turned round at the end
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = []
    index = n_filters
    while index > 0:
        index -= 1
        images.append(visualize_filter(index, model)[1])
    images.reverse()
    return images
