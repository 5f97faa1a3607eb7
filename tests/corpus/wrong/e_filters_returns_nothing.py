# why: the pictures are drawn, not returned
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    figure, axes = plt.subplots(1, n_filters, squeeze=False)
    for i in range(n_filters):
        axes[0, i].imshow(np.asarray(visualize_filter(i, model)[1]))
    plt.close(figure)
