# why: the loop is written out with the raw gradient and a learning rate at which nothing changes
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).detach().requires_grad_(True)
    for _ in range(ITERATIONS):
        loss = compute_loss(img, filter_index, model)
        grad = torch.autograd.grad(loss, img)[0]
        img.data += 1e-3 * grad
    return loss.detach(), deprocess_image(img.detach())
