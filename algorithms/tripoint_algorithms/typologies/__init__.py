"""Does a known pattern occur? Typologies as readable files, and the search for them."""
