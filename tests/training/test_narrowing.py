"""Which heads and inner units a narrower reader keeps, and what their weights become."""

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


def test_whole_groups_are_left_out_and_those_that_others_make_up_for() -> None:
    import torch

    from training.narrowing import chosen
    from training.network import columns_of

    torch.manual_seed(1)
    own = torch.randn(400, 12)
    units = torch.cat([own[:, :8], own[:, :4] + own[:, 4:8], own[:, 8:]], dim=1)  # the third of four groups is a sum
    values = torch.cat([units, torch.ones(400, 1)], dim=1).double()
    outwards = torch.randn(8, 16)
    kept, weight = chosen(values.T @ values / 400, outwards, count=3, group=4)
    before = units @ outwards.T
    after = values[:, [*columns_of(kept, 4).tolist(), 16]].float() @ weight.float().T
    assert len(kept) == 3 and 3 in kept
    assert float((after - before).square().mean() / before.square().mean()) < 0.01


def test_a_narrower_network_is_made_again_from_its_parameters_and_says_what_is_left_of_it() -> None:
    import torch

    from training.network import from_base, narrower, shallower, shaped_for
    from training.reader import base_folder

    network = shallower(from_base(str(base_folder())), [0, 1]).eval()
    inner = [torch.arange(1536)] * 2
    inputs = (torch.randint(1000, 2000, (2, 12)), torch.zeros(2, 12).long(), torch.ones(2, 12).long())
    whole = narrower(network, [torch.arange(12)] * 2, inner)
    assert torch.allclose(whole.encode(*inputs), network.encode(*inputs), atol=1e-5)
    narrow = narrower(network, [torch.tensor([0, 5, 7]), torch.tensor([1, 2, 3])], [one[::3] for one in inner])
    assert narrow.encoder.encoder.layer[0].attention.self.query.weight.shape == (96, 384)
    for layer, heads in zip(network.encoder.encoder.layer, ([0, 5, 7], [1, 2, 3]), strict=True):
        # What is not used may as well not be there.
        mixing, outwards = layer.attention.output.dense.weight.data, layer.output.dense.weight.data
        mixing.view(384, 12, 32)[:, [head for head in range(12) if head not in heads]] = 0
        outwards.view(384, 512, 3)[..., 1:] = 0
    assert torch.allclose(narrow.encode(*inputs), network.encode(*inputs), atol=1e-5)
    again = shaped_for(narrow.state_dict(), from_base(str(base_folder())))
    again.load_state_dict(narrow.state_dict())
    again.eval()
    assert torch.equal(again.encode(*inputs), narrow.encode(*inputs))
