# why: the whole of (d) in one student's hand: pictures ask for gradients from the start, torch.uint8 at the end
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.distributions.Uniform(-0.125, 0.125).sample((1, 3, img_height, img_width)).requires_grad_()


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    loss = compute_loss(img, filter_index, model)
    grad = torch.autograd.grad(loss, img)[0]
    grad = grad / grad.std()
    return loss.detach(), (img + learning_rate * grad).detach().requires_grad_()


# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach()[0].permute(1, 2, 0)
    img = (img - img.mean()) / (4 * img.std()) + 0.5
    return (img.clamp(0, 1) * 255).to(torch.uint8)


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, 0.05, model)
    return loss.item(), deprocess_image(img)
