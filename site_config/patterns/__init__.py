"""The pattern library: every fragment, region and page in every state, from data that is never stored."""
