# Django has none for Arabic, and would take the English one. The hour and its half of the day stay together.
DATETIME_FORMAT = "j F Y، g:i\N{NO-BREAK SPACE}A"
