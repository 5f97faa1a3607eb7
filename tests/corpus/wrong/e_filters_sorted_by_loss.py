# why: sorted by loss, as the Keras blog post of 2016 did, so picture i is not of filter i
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    results = []
    for i in range(n_filters):
        loss, img = visualize_filter(i, model)
        results.append((float(loss), img))
    results.sort(key=lambda result: result[0], reverse=True)
    return [img for _, img in results]
