"""From slips and pick lists to printed pages: laid out once, the same on screen, in a PDF and on a printer."""
