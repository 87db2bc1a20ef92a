# As browsers write it in a log. The hour and its half of the day stay together.
DATETIME_FORMAT = "N j, Y, g:i\N{NO-BREAK SPACE}A"
TIME_FORMAT = "g:i\N{NO-BREAK SPACE}A"
