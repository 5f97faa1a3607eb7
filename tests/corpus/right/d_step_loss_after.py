# why: the loss is measured again after the step, on the new picture
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    model.zero_grad()
    compute_loss(img, filter_index, model).backward()
    new_img = (img + learning_rate * img.grad / img.grad.norm()).detach()
    with torch.no_grad():
        loss = compute_loss(new_img, filter_index, model)
    return loss, new_img
