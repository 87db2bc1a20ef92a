from accounts import names
from site_config.tidied import TidiedField


class NameField(TidiedField):
    """What somebody wants to be called. One character may become many in a name's normal form."""

    tidied = staticmethod(names.tidy)
