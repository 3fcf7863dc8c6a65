"""Chinese text: one form for search, pinyin, scripts, masking, and amounts as people write them."""

from linli.kernel.text.amounts import format_fen, format_square_metres, parse_fen, parse_square_metres, parse_whole
from linli.kernel.text.folding import (
    fold,
    fts_phrase,
    half_width,
    search_key,
    search_tokens,
    simplify,
    spaced,
    tidy,
)
from linli.kernel.text.masking import (
    MASKS,
    MaskLevel,
    mask_address,
    mask_bank_card,
    mask_birth,
    mask_email,
    mask_identity,
    mask_name,
    mask_phone,
)
from linli.kernel.text.pinyin import Pinyin, pinyin_of, pinyin_of_name
from linli.kernel.text.reasons import TextCode
from linli.kernel.text.scripts import in_language, to_traditional

__all__ = [
    "MASKS",
    "MaskLevel",
    "Pinyin",
    "TextCode",
    "fold",
    "format_fen",
    "format_square_metres",
    "fts_phrase",
    "half_width",
    "in_language",
    "mask_address",
    "mask_bank_card",
    "mask_birth",
    "mask_email",
    "mask_identity",
    "mask_name",
    "mask_phone",
    "parse_fen",
    "parse_square_metres",
    "parse_whole",
    "pinyin_of",
    "pinyin_of_name",
    "search_key",
    "search_tokens",
    "simplify",
    "spaced",
    "tidy",
    "to_traditional",
]
