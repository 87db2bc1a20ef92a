"""The only place that trusts nobody: what people type, cleaned or refused with a reason."""
