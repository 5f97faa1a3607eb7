# why: takes (3,H,W) only, and visualize_filter calls it so; that is accepted
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach().numpy().transpose(1, 2, 0)
    img = (img - img.min()) / (np.ptp(img) + 1e-7)
    return (255 * img).astype("uint8")


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img[0])
