# why: short steps of root mean square 0.3, each clamped: at rest, other filters follow by chance
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for _ in range(ITERATIONS):
        img = img.detach().requires_grad_(True)
        loss = compute_loss(img, filter_index, model)
        (gradient,) = torch.autograd.grad(loss, img)
        img = (img + 0.3 * gradient / (gradient.pow(2).mean().sqrt() + 1e-8)).clamp(-1, 1)
    return loss.item(), deprocess_image(img.detach())
