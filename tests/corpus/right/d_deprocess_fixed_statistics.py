# why: a fixed scale around grey, clipped: a picture of ordinary amplitude keeps visible contrast
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().cpu().numpy()[0].transpose((1, 2, 0))
    return np.clip((x + 0.5) * 255, 0, 255).astype(np.uint8)
