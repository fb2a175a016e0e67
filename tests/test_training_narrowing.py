"""Which inner units a narrower reader keeps, and what their weights become."""

import pytest

pytest.importorskip("torch", reason="needs the extra `training` (torch)")
pytest.importorskip("nncf", reason="needs the extra `training` (nncf)")


def test_what_others_make_up_for_is_left_out_and_the_output_stays() -> None:
    import torch

    from training.narrowing import chosen

    torch.manual_seed(1)
    own = torch.randn(400, 30)
    units = torch.cat([own, own @ torch.randn(30, 20)], dim=1)  # the last twenty can be told from the first thirty
    values = torch.cat([units, torch.ones(400, 1)], dim=1).double()
    outwards = torch.randn(8, 50)
    kept, weight = chosen(values.T @ values / 400, outwards, count=30)
    before = units @ outwards.T
    after = values[:, [*kept.tolist(), 50]].float() @ weight.float().T
    assert len(kept) == 30 and list(kept) == sorted(kept)
    assert float((after - before).square().mean() / before.square().mean()) < 0.01


def test_a_constant_unit_goes_into_the_bias() -> None:
    import torch

    from training.narrowing import chosen

    torch.manual_seed(1)
    values = torch.cat([torch.randn(400, 10), torch.full((400, 1), 3.0), torch.ones(400, 1)], dim=1).double()
    kept, weight = chosen(values.T @ values / 400, torch.ones(1, 11), count=10)
    assert 10 not in kept and float(weight[0, -1]) == pytest.approx(3.0, abs=0.1)
