# why: a step by the sign of the gradient goes uphill and does not depend on its scale
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    x = img.detach().clone()
    x.requires_grad_()
    loss = compute_loss(x, filter_index, model)
    loss.backward()
    return loss.detach().numpy(), (x + learning_rate * torch.sign(x.grad)).detach()
