#!/usr/bin/env python3
"""Checks a proof or an export of Linli's journal by itself: only Python's standard library, nothing of Linli's.

    python3 check_proof.py FILE [ROOTS]

ROOTS: seals that you trust, as the public page gives them (seals.jsonl), best fetched by you at the time. Without it
you learn that FILE fits together, not that it is what was sealed. Ends with 0 when true, 1 when not, 2 when a file
cannot be read. What the hashes are made of: docs/seal.md.
"""

import hashlib
import json
import sys
from pathlib import Path
from uuid import UUID


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def check(fits, what):
    if not fits:
        sys.exit(f"NOT TRUE: {what}")  # ends with 1


def leaf(place, entry_id, text):
    digest = sha(text.encode()).hex() if text is not None else ""
    return sha(b"\0", int(place).to_bytes(8, "big"), UUID(entry_id).bytes, digest.encode())


def root(leaves):
    stack = []
    for node in leaves:
        size = 1
        while stack and stack[-1][0] == size:
            node, size = sha(b"\1", stack.pop()[1], node), size * 2
        stack.append((size, node))
    node = stack.pop()[1]
    for _, left in reversed(stack):
        node = sha(b"\1", left, node)
    return node


def check_seal(seal, trusted):
    head = {name: value for name, value in seal.items() if name != "digest"}
    text = json.dumps(head, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    check(sha(b"\2", text.encode()).hex() == seal["digest"], f"seal {seal['number']}: its digest is wrong")
    known = trusted is None or trusted.get((seal["county"], seal["number"])) == seal["digest"]
    check(known, f"seal {seal['number']} is not among the roots that you trust")


def check_proof(proof, trusted):
    seal, entry = proof["seal"], json.loads(proof["entry"])
    check(seal["first"] <= proof["place"] <= seal["last"] and entry["county"] == seal["county"], "another seal's entry")
    node = leaf(proof["place"], entry["id"], proof["entry"])
    for side, other in proof["path"]:
        pair = (bytes.fromhex(other), node) if side == "left" else (node, bytes.fromhex(other))
        node = sha(b"\1", *pair)
    check(node.hex() == seal["root"], "the path does not lead to the root")
    check_seal(seal, trusted)
    return f"Entry {entry['id']} ({entry['command']}) is place {proof['place']} under seal {seal['number']}."


def check_export(lines, trusted):
    before, seal, leaves, entries = None, None, [], 0
    for line in [*lines, {"seal": None}]:
        if "seal" not in line:
            check(seal is not None and line["place"] == seal["first"] + len(leaves), "a place is missing")
            check(
                line["entry"] is None or json.loads(line["entry"])["id"] == line["id"], f"{line['id']}: another entry"
            )
            leaves.append(leaf(line["place"], line["id"], line["entry"]))
            continue
        if seal:
            check(len(leaves) == seal["last"] - seal["first"] + 1, f"seal {seal['number']}: entries are missing")
            check(root(leaves).hex() == seal["root"], f"seal {seal['number']}: the entries do not give the root")
        before, seal, entries, leaves = seal, line["seal"], entries + len(leaves), []
        if seal is not None:
            check_seal(seal, trusted)
            follows = before is None or (before["number"] + 1, before["digest"]) == (seal["number"], seal["previous"])
            check(follows, f"seal {seal['number']} does not follow the one before")
    return f"{entries} entries are true."


def main(path, roots=None):
    seals = map(json.loads, Path(roots).read_text("utf-8").splitlines()) if roots else ()
    trusted = {(seal["county"], seal["number"]): seal["digest"] for seal in seals} if roots else None
    with Path(path).open(encoding="utf-8") as file:
        first = json.loads(file.readline())
        proof = first["format"] == "linli-journal-proof-1"
        told = check_proof(first, trusted) if proof else check_export(map(json.loads, file), trusted)
    print(told, "Held against the roots that you trust." if roots else "No trusted roots were given.")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:3])
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as fault:
        sys.exit(print(f"cannot be read: {fault!r}", file=sys.stderr) or 2)
