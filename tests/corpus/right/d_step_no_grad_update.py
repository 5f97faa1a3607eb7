# why: update under no_grad, loss as a Python float, list instead of tuple
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    x = img.detach().requires_grad_()
    loss = compute_loss(x, filter_index, model)
    loss.backward()
    with torch.no_grad():
        new_img = x + learning_rate * x.grad / x.grad.norm(p=2)
    return [loss.item(), new_img]
