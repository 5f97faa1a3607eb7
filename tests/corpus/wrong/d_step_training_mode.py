# why: the model is put into training mode
# loses: d_step_uphill
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    model.train()
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    gradient = img.grad / (img.grad.norm() + 1e-12)
    return loss.detach(), (img + learning_rate * gradient).detach()
