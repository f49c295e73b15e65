"""What the pages of lasting records share: customers and products, whose story is facts and not a conversation."""
