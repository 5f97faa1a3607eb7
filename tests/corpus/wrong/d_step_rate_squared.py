# why: the learning rate enters twice
# loses: d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    grad = learning_rate * img.grad / img.grad.norm()
    return loss.detach(), (img + learning_rate * grad).detach()
