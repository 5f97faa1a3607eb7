# why: the formula of the first edition of the book: root mean square plus 1e-5; the small constant only guards the division
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.clone().detach()
    img.requires_grad = True
    loss = compute_loss(img, filter_index, model)
    grads = torch.autograd.grad(loss, img)[0]
    grads = grads / (torch.sqrt(torch.mean(torch.square(grads))) + 1e-5)
    img = img + grads * learning_rate
    return loss, img
