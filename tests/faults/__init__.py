"""A checker in the spirit of Jepsen (https://jepsen.io): people talk while things break; then all is judged.

cluster     what is broken: two servers, a Redis, a PostgreSQL
proxy       the network between pages and servers, which can be bad in several ways
client      an open page without a browser, with its outbox
window      an open page in a real browser
operations  what pages do: post, read, change the heading, reload
nemeses     what goes wrong
plan        when what goes wrong, by a seed
history     what happened when
stage       everybody together
check       whether every page shows the same, and all that was acknowledged
memory      what the servers weigh meanwhile
"""
