"""Merkle trees: the published shape, paths that lead to the root, domains that never meet."""

import hashlib
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.journal.trees import EMPTY, climbed, leaf_hash, node_hash, path_of, root_of

pytestmark = pytest.mark.pure
# The eight inputs and their roots that certificate transparency's own implementations are tested with (RFC 6962).
INPUTS = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots(size: int) -> None:
    leaves = [hashlib.sha256(b"\0" + bytes.fromhex(text)).digest() for text in INPUTS[:size]]
    assert root_of(leaves).hex() == ROOTS[size - 1]


def test_no_leaf_at_all() -> None:
    assert root_of([]) == EMPTY == hashlib.sha256(b"").digest()


def by_definition(leaves: list[bytes]) -> bytes:
    """As RFC 6962 writes it down."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


@given(LEAVES)
def test_read_once_gives_the_same_as_the_definition(leaves: list[bytes]) -> None:
    assert root_of(iter(leaves)) == by_definition(leaves)


@given(LEAVES, st.data())
def test_each_path_leads_to_the_root_and_only_from_its_leaf(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = path_of(leaves, index)
    assert climbed(leaves[index], path) == root_of(leaves)
    assert len(path) <= len(leaves).bit_length()
    assert climbed(
        data.draw(st.binary(min_size=32, max_size=32).filter(lambda b: b != leaves[index])), path
    ) != root_of(leaves)


def test_a_node_never_passes_for_a_leaf() -> None:
    one, other = bytes(32), bytes([1]) * 32
    assert node_hash(one, other) != hashlib.sha256(one + other).digest()
    assert node_hash(one, other) != hashlib.sha256(b"\0" + one + other).digest()


def test_place_entry_and_digest_are_all_in_the_leaf() -> None:
    entry, other = UUID(int=1), UUID(int=2)
    leaves = {leaf_hash(1, entry, "a"), leaf_hash(2, entry, "a"), leaf_hash(1, other, "a"), leaf_hash(1, entry, "b")}
    assert len(leaves) == 4
