"""What stands beside an inquiry or an order, whichever page shows it: what suits the customer, offers, wishes."""
