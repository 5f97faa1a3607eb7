"""Scaling back to [0, 255], and stitching."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from reference.images import Picture, deprocess, stitch, stitch_rows


def random_image(scale: float) -> torch.Tensor:
    return torch.randn(3, 20, 30, generator=torch.Generator().manual_seed(0)) * scale + 7


def plain_deprocess(image: torch.Tensor) -> Picture:
    """Follow the Keras example line by line, without its crop."""
    img = image.permute(1, 2, 0).numpy().astype(np.float64)
    img -= img.mean()
    img /= img.std() + 1e-5
    img *= 0.15
    img += 0.5
    img = np.clip(img, 0, 1)
    img *= 255
    return np.clip(img, 0, 255).astype("uint8")


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_deprocess_any_amplitude_follows_the_original(scale: float) -> None:
    image = random_image(scale)
    before = image.clone()
    picture = deprocess(image)
    assert picture.dtype == np.uint8
    assert picture.shape == (20, 30, 3)
    assert np.array_equal(picture, plain_deprocess(image))
    assert torch.equal(image, before)


def test_deprocess_crop_cuts_after_scaling() -> None:
    image = random_image(1.0)
    assert np.array_equal(deprocess(image, crop=4), deprocess(image)[4:-4, 4:-4])


def test_deprocess_takes_a_batch_of_one_and_a_gradient() -> None:
    image = random_image(1.0)
    assert np.array_equal(deprocess(image[None].requires_grad_()), deprocess(image))


def test_deprocess_constant_picture_is_grey() -> None:
    assert set(deprocess(torch.full((3, 8, 8), 4.0)).ravel().tolist()) == {127}


@pytest.mark.parametrize(("shape", "crop"), [((2, 3, 8, 8), 0), ((8, 8, 3), 0), ((3, 8, 8), 4), ((3, 8, 8), -1)])
def test_deprocess_of_what_is_no_picture_is_refused(shape: tuple[int, ...], crop: int) -> None:
    with pytest.raises(ValueError, match=r"Expected one picture|leaves nothing"):
        deprocess(torch.zeros(shape), crop)


def numbered(count: int, height: int = 4, width: int = 6) -> list[Picture]:
    return [np.full((height, width, 3), index + 1, dtype=np.uint8) for index in range(count)]


def test_stitch_places_pictures_row_by_row_with_black_between() -> None:
    grid = stitch(numbered(9), 3, 2)
    assert grid.dtype == np.uint8
    assert grid.shape == (3 * 4 + 2 * 2, 3 * 6 + 2 * 2, 3)
    expected = np.zeros_like(grid)
    for row in range(3):
        for column in range(3):
            expected[row * 6 : row * 6 + 4, column * 8 : column * 8 + 6] = 3 * row + column + 1
    assert np.array_equal(grid, expected)


def test_stitch_without_margin_leaves_no_black() -> None:
    assert stitch(numbered(4), 2, 0).min() == 1


def test_stitch_other_number_of_pictures_is_refused() -> None:
    with pytest.raises(ValueError, match="2x2 = 4 pictures, found 3"):
        stitch(numbered(3), 2, 1)


def test_stitch_pictures_of_different_sizes_is_refused() -> None:
    with pytest.raises(ValueError, match="one size"):
        stitch([*numbered(3), *numbered(1, height=5)], 2, 1)


def test_stitch_rows_with_an_incomplete_last_row_ends_in_black() -> None:
    grid = stitch_rows(numbered(5), 3, 1)
    assert grid.shape == (9, 20, 3)
    assert grid[5:, 7:13].min() == 5
    assert grid[5:, 13:].max() == 0
