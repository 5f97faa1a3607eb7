# why: after 30 steps the loss is computed once more on the final picture; that is no further gradient step
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    losses = []
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        losses.append(float(loss))
    final_loss = compute_loss(img, filter_index, model)
    print(f"{losses[0]:.3f} -> {final_loss:.3f}")
    return final_loss, deprocess_image(img)
