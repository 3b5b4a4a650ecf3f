"""What a Vietnamese syllable looks like."""

from functools import lru_cache
from unicodedata import normalize

_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_SHARP = frozenset("\u0301\u0323")  # sắc and nặng, the only tones of a syllable that ends in a stop
_STOPS = ("c", "ch", "p", "t")

_ANYWHERE = "b ch d đ gi h kh l m n nh ph qu r s t th tr v x"
_BEFORE_BACK_VOWELS = ["", "c", "g", "k", "ng"]
_BEFORE_FRONT_VOWELS = ["", "g", "gh", "k", "ngh"]
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt
    oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơng ơp ơt
    u uc ui um un ung up ut ua uân uâng uât uây uê uêch uên uênh uôc uôi uôm uôn uông uôp uôt uơ
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
"""


def _syllables() -> frozenset[str]:
    """Every syllable without its tone."""
    rimes = _RIMES.split()
    front = [rime for rime in rimes if rime[0] in "eêiy"]
    back = [rime for rime in rimes if rime[0] not in "eêiy"]
    found = {onset + rime for onset in _ANYWHERE.split() for rime in rimes}
    found |= {onset + rime for onset in _BEFORE_BACK_VOWELS for rime in back}
    return frozenset(found | {onset + rime for onset in _BEFORE_FRONT_VOWELS for rime in front})


_SYLLABLES = _syllables()


@lru_cache(maxsize=32_768)
def is_syllable(word: str) -> bool:
    """Whether a word can be Vietnamese: an onset, a rime and at most one tone, wherever it stands.

    >>> [is_syllable(word) for word in ("nghiêng", "Thuỷ", "hòa", "TiÕng", "Josef", "mat", "mất")]
    [True, True, True, False, False, False, True]
    """
    letters = normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    bare = normalize("NFC", "".join(char for char in letters if char not in _TONES))
    if len(tones) > 1 or bare not in _SYLLABLES:
        return False
    return not bare.endswith(_STOPS) or bool(tones and tones[0] in _SHARP)
