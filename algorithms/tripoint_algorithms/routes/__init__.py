"""Which routes there are, what is checked on them, and what a closure leaves."""
