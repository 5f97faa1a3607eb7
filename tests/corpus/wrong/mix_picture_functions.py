# why: range, deprocessing and the order of the results are wrong, the step and the loop are right
# loses: d_init_range d_deprocess_values d_visualize_format
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.rand(1, 3, img_height, img_width)


# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return (x * 255).astype(np.int64).astype(np.uint8)


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return deprocess_image(img), loss
