"""Daphne, as this site runs it (server.serve), and what stands around the application."""
