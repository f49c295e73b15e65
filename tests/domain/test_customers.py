"""Phones as people type them, and what a customer's draft refuses."""

import pytest

from shopdesk.domain.customers import CustomerDraft, Identity, phone_key
from shopdesk.domain.errors import UserError


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("0086 13800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("(555) 010-1234", "5550101234"),
        ("12345", ""),
        ("", ""),
    ],
)
def test_phone_key(typed, key):
    assert phone_key(typed) == key


def test_draft_wants_something_to_know_the_customer_by():
    CustomerDraft("", phone="555-0101").check()
    for draft in (
        CustomerDraft(" "),
        CustomerDraft("Buyer A", identities=(Identity("wechat", "login", " "),)),
        CustomerDraft("Buyer A", identities=(Identity("wechat", "face", "buyer_a"),)),
        CustomerDraft("Buyer A", identities=(Identity("wechat", "login", "buyer_a"),) * 2),
    ):
        with pytest.raises(UserError, match=r"form\."):
            draft.check()


def test_images_of_merged_customers_are_replaced_by_the_one_most_alike() -> None:
    from shopdesk.domain.customers import images, imported_of, with_image

    a = {"name": "Buyer A", "email": "a@example.com", "city": "Springfield"}
    b = {"name": "Buyer A", "email": "b@example.com", "city": "Shelbyville"}
    both = imported_of([a, b, dict(a)])
    assert images(both) == [a, b]
    assert (imported_of([]), images(None), imported_of([a])) == (None, [], a)
    moved = b | {"city": "Ogdenville"}
    assert with_image(both, moved) == (False, imported_of([a, moved]))
    renamed = a | {"name": "Buyer AA"}
    assert with_image(both, renamed) == (True, imported_of([renamed, b]))
    assert with_image(None, a) == (True, a)
    assert with_image(a, {"email": "c@example.com"}) == (False, imported_of([a, {"email": "c@example.com"}]))
