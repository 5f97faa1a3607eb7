# why: picture clamped to [-1, 1] after each step; that is accepted, so a small learning rate has to show the proportion
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model, low=-1.0, high=1.0):
    x = img.detach().clone().requires_grad_(True)
    loss = compute_loss(x, filter_index, model)
    loss.backward()
    gradient = x.grad / x.grad.pow(2).mean().sqrt().clamp(min=1e-12)
    return loss.detach(), torch.clamp(x.detach() + learning_rate * gradient, low, high)
