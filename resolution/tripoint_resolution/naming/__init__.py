"""How alike two names are: across scripts, spellings and orders, with every reason shown."""
