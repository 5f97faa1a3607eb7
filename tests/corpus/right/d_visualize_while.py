# why: a while loop counted down; loss as numpy number
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    model.eval()
    img = initialize_image(img_height, img_width)
    remaining = 30
    while remaining:
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        img = img.detach()
        remaining -= 1
    return np.float64(loss.item()), deprocess_image(img)
