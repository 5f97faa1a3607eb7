# why: divided by the mean square, the root is missing: the larger the gradient, the smaller the step. May
#   lose d_step_uphill: with a small gradient the step is so large that it may overshoot
# loses: d_step_normalised
# may lose: d_step_uphill
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img + learning_rate * img.grad / torch.mean(img.grad**2)).detach()
