# why: the loss is negated inside the step and descended on, which is ascent; the loss is returned with its sign turned back
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = -compute_loss(img, filter_index, model)
    loss.backward()
    img = (img - learning_rate * img.grad / img.grad.norm()).detach()
    return -loss.detach(), img
