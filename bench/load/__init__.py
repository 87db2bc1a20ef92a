"""The load: pages on raw WebSockets, each delivery counted, the oldest and newest of each frame timed.

Runs as a process of its own, pinned to a core of its own. Told what to do by JSON on standard input (a method
of crowd.Crowd and its arguments), answers with JSON on standard output.
"""
