# why: the loop starts from noise in [0, 1], not from initialize_image
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = torch.rand(1, 3, img_height, img_width, device=device)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
