"""The usual chat of Channels and htmx, as tutorials build it: what Parley is compared with."""
