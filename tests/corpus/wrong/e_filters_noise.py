# why: pictures of noise with the right number, size and type
# loses: e_filters_order
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [deprocess_image(initialize_image(IMG_SIZE, IMG_SIZE)) for _ in range(n_filters)]
