# why: numpy's uniform numbers, converted to float32; axes moved from (1,H,W,3), so the memory is not contiguous
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    noise = np.random.uniform(-0.125, 0.125, size=(1, img_height, img_width, 3)).astype(np.float32)
    return torch.from_numpy(noise).permute(0, 3, 1, 2)
