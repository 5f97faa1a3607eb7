# why: SGD minimises the negated loss with a normalised gradient; the negated loss is returned, which is accepted
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = nn.Parameter(img.detach().clone())
    optimizer = torch.optim.SGD([img], lr=learning_rate)
    loss = -compute_loss(img, filter_index, model)
    loss.backward()
    img.grad = img.grad / img.grad.norm()
    optimizer.step()
    return loss, img.data
