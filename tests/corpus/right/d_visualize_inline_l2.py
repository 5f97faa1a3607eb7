# why: the loop is written out with L2 norm, without calling gradient_ascent_step
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).detach().requires_grad_(True)
    for _ in range(ITERATIONS):
        loss = compute_loss(img, filter_index, model)
        grad = torch.autograd.grad(loss, img)[0]
        with torch.no_grad():
            img += LEARNING_RATE * grad / (grad.norm() + 1e-8)
    return loss.item(), deprocess_image(img)
