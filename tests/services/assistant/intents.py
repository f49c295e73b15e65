"""What the intents of the English sample mean here; the tests and the benchmark measure by it."""

# The English sample's intents that are scenarios of ours. `place_order` is none: it may be a question or a wish.
INTENTS = {
    "cancel_order": "order_cancel", "check_cancellation_fee": "order_cancel", "change_order": "order_change",
    "change_shipping_address": "order_change", "set_up_shipping_address": "order_change", "check_invoice": "invoice",
    "get_invoice": "invoice", "check_payment_methods": "payment", "payment_issue": "payment",
    "check_refund_policy": "refund", "get_refund": "refund", "track_refund": "refund", "complaint": "complaint",
    "delivery_options": "logistics", "delivery_period": "logistics", "track_order": "logistics",
    "contact_customer_service": "other", "contact_human_agent": "other", "create_account": "other",
    "delete_account": "other", "edit_account": "other", "newsletter_subscription": "other",
    "recover_password": "other", "registration_problems": "other", "review": "other", "switch_account": "other",
}  # fmt: skip
