# why: losses and pictures as two lists
# loses: e_filters_count e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    losses, images = [], []
    for i in range(n_filters):
        loss, img = visualize_filter(i, model)
        losses.append(loss)
        images.append(img)
    return losses, images
