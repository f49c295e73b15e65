"""The assistant in the window: an answer, the replies to choose from, the form it leads to. Any page may use it."""
