# why: ten rates are tried at each step, without gradient, and the best one is taken: 330 forward passes for 30 steps
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for _ in range(ITERATIONS):
        img.requires_grad_(True)
        loss = compute_loss(img, filter_index, model)
        (gradient,) = torch.autograd.grad(loss, img)
        with torch.no_grad():
            direction = gradient / (gradient.norm() + 1e-12)
            tried = [img + rate * direction for rate in torch.linspace(1, LEARNING_RATE, 10)]
            img = max(tried, key=lambda picture: float(compute_loss(picture, filter_index, model)))
    return loss.item(), deprocess_image(img)
