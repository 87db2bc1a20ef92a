"""A day of an IRC channel, lived again: people with real sockets on a running server.

irc         what a log says happened
script      who does what and when, after nicks have changed and minutes were divided
people      accounts and sessions for the nicks
site        the running server: its addresses, its pages
seat        one person's open page
log         what a page shows
play        everybody together
check       whether everyone would see the same
"""
