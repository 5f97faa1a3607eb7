# why: the student's own step takes one argument more, which only the student's own loop knows
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model, epsilon=1e-6):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss, (img + learning_rate * img.grad / (img.grad.norm() + epsilon)).detach()


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model, epsilon=1e-10)
    return loss, deprocess_image(img)
