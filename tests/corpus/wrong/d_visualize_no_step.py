# why: only the noise is scaled back, there is no step at all
# loses: d_visualize_steps d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    loss = compute_loss(img, filter_index, model)
    return loss, deprocess_image(img)
