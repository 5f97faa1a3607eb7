# why: initialize_image and visualize_filter both exchange height and width; as a whole the pictures are right, so only
#   initialize_image loses its check
# loses: d_init_shape
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return (torch.rand(1, 3, img_width, img_height) - 0.5) * 0.25


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_width, img_height)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
