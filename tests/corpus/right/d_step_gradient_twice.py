# why: the gradient is computed twice at the same picture, once for its norm; that is wasteful but one step
# loses: nothing
# %% d_gradient_ascent_step
def gradient_of(img, filter_index, model):
    x = img.detach().clone().requires_grad_(True)
    loss = compute_loss(x, filter_index, model)
    return loss.detach().reshape(1), torch.autograd.grad(loss, x)[0]


def gradient_ascent_step(img, filter_index, learning_rate, model):
    norm = gradient_of(img, filter_index, model)[1].norm()
    loss, grad = gradient_of(img, filter_index, model)
    return loss, img.detach() + learning_rate / norm * grad
