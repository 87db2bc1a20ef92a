class Refused(Exception):
    """What one asked for was not done. Its text is for the one who asked."""
