# why: steps of the gradient's sign, clamped: the picture stands still before the last of 30 steps
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for _ in range(ITERATIONS):
        img = img.detach().requires_grad_(True)
        loss = compute_loss(img, filter_index, model)
        (gradient,) = torch.autograd.grad(loss, img)
        img = (img + LEARNING_RATE * gradient.sign()).clamp(-2.1, 2.6)
    return loss.item(), deprocess_image(img.detach())
