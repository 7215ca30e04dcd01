"""What an analyst is asked, in which form, and what becomes of the answers."""
