"""Keys: signatures hold for one message and one owner, and nothing secret is shown."""

import pytest

from sync.keys import PrivateKeys, PublicKeys, check_recipient, is_signed, recipient_of
from tests.sync.bundle.samples import LAPTOP, OFFICE


def test_a_signature_holds_for_its_message_and_owner_alone() -> None:
    signature = OFFICE.sign(b"message")
    assert is_signed(OFFICE.public.verify, signature, b"message")
    assert not is_signed(OFFICE.public.verify, signature, b"another")
    assert not is_signed(LAPTOP.public.verify, signature, b"message")
    assert not is_signed(OFFICE.public.verify, signature[:-1], b"message")
    assert not is_signed(OFFICE.public.verify, b"", b"message")
    assert not is_signed(b"short", signature, b"message")


def test_new_keys_differ_and_show_nothing_secret() -> None:
    one, two = PrivateKeys.generate(), PrivateKeys.generate()
    assert one != two
    assert one.public != two.public
    assert one.identity not in repr(one)
    assert one.signing.hex() not in repr(one)
    assert repr(one.signing) not in repr(one)


def test_the_same_private_keys_have_the_same_public_ones() -> None:
    kept = PrivateKeys(OFFICE.signing, OFFICE.identity)
    assert kept.public == OFFICE.public
    assert recipient_of(OFFICE.identity) == OFFICE.public.recipient


@pytest.mark.parametrize("recipient", ["", "age1", "age1nobody", OFFICE.public.recipient.upper(), OFFICE.identity])
def test_what_is_no_recipient_is_refused(recipient: str) -> None:
    with pytest.raises(ValueError, match="recipient"):
        check_recipient(recipient)
    with pytest.raises(ValueError, match="recipient"):
        PublicKeys(bytes(32), recipient)


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="Ed25519"):
        PublicKeys(bytes(31), OFFICE.public.recipient)
    with pytest.raises(ValueError, match="identity"):
        recipient_of(OFFICE.public.recipient)
