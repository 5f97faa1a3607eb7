# why: the step changes the picture in place and the loop relies on that, ignoring the returned one; together they are right
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img.requires_grad_(True)
    img.grad = None
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    img.data.add_(img.grad / img.grad.norm(), alpha=learning_rate)
    return loss.detach(), img


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, _ = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
