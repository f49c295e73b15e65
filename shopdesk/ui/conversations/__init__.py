"""What pages with a conversation share: the list's common actions, the panel, the forms, the history in words."""
