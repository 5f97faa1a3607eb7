# why: Adam set up anew: its first step has the size of the learning rate whatever the gradient's scale
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    optimizer = torch.optim.Adam([img], lr=learning_rate, maximize=True)
    optimizer.zero_grad()
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    optimizer.step()
    return loss, img.detach()
