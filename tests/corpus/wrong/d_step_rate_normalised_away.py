# why: the learning rate multiplies the gradient before the normalisation, which removes it again
# loses: d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = learning_rate * compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach() / learning_rate, (img + img.grad / img.grad.norm()).detach()
