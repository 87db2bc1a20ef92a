"""Every setting, in the order in which a newcomer asks. Everything has a working default.

The environment overrides (a file `var/env` is read too, one NAME=value a line).
"""

from site_config.settings.site import *
from site_config.settings.theme import *
from site_config.settings.database import *
from site_config.settings.services import *
from site_config.settings.people import *
from site_config.settings.security import *
from site_config.settings.languages import *
from site_config.settings.static_files import *
from site_config.settings.rooms import *
from site_config.settings.logs import *
from site_config.settings.development import *
