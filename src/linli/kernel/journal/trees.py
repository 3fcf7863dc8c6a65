"""Merkle trees as in RFC 6962: leaves, nodes and seals have domains of their own, so that none passes for another.

    leaf = SHA-256(00 ‖ place, 8 bytes ‖ entry's id, 16 bytes ‖ its digest, 64 hex digits; none when it was gone)
    node = SHA-256(01 ‖ left ‖ right)
    seal = SHA-256(02 ‖ its head as canonical JSON, with the digest of the seal before)

A tree of n leaves splits at the largest power of two below n. Pure: no database, no clock.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

LEAF: Final = b"\x00"
NODE: Final = b"\x01"
SEAL: Final = b"\x02"
EMPTY: Final = hashlib.sha256().digest()

Step = tuple[str, str]


def leaf_hash(place: int, entry: UUID, digest: str) -> bytes:
    """The leaf of the entry at ``place`` of its county's order (from 1); ``digest`` as text, whatever stands there."""
    return hashlib.sha256(LEAF + place.to_bytes(8, "big") + entry.bytes + digest.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node over two others."""
    return hashlib.sha256(NODE + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in their order, read once, in memory that grows with the depth only."""
    stack: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, node = 1, leaf
        while stack and stack[-1][0] == size:
            node, size = node_hash(stack.pop()[1], node), size * 2
        stack.append((size, node))
    return _folded([node for _, node in stack])


def _folded(peaks: list[bytes]) -> bytes:
    if not peaks:
        return EMPTY
    node = peaks.pop()
    while peaks:
        node = node_hash(peaks.pop(), node)
    return node


def path_of(leaves: list[bytes], index: int) -> list[Step]:
    """From the leaf at ``index`` (from 0) to the root: on which side the other node stands, and it in hex."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*path_of(leaves[:split], index), ("right", root_of(leaves[split:]).hex())]
    return [*path_of(leaves[split:], index - split), ("left", root_of(leaves[:split]).hex())]


def climbed(leaf: bytes, path: Iterable[Step]) -> bytes:
    """The root that a leaf and its path lead to."""
    node = leaf
    for side, other in path:
        node = node_hash(bytes.fromhex(other), node) if side == "left" else node_hash(node, bytes.fromhex(other))
    return node


def seal_hash(head: Mapping[str, Any]) -> str:
    """The digest of a seal's head, in hex: what the next seal names as the one before."""
    text = json.dumps(dict(head), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(SEAL + text.encode("utf-8")).hexdigest()
