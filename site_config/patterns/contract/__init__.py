"""What a theme has to keep, so that pages go on working: each breach is a sentence for designers."""
