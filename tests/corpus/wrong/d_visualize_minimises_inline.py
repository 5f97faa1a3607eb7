# why: one optimizer over all steps, but it minimises the loss
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).detach().clone().requires_grad_(True)
    optimizer = torch.optim.Adam([img], lr=0.05)
    for _ in range(ITERATIONS):
        optimizer.zero_grad()
        loss = compute_loss(img, filter_index, model)
        loss.backward()
        optimizer.step()
    return loss.detach(), deprocess_image(img.detach())
