from site_config import themes
from site_config.settings.environment import BASE_DIR, env

# The look: a folder of themes/ by its name, or any folder by its path; empty for the site's own
# (docs/themes.md).
THEME = env("THEME", default="")
THEME_DIR = themes.find(THEME, BASE_DIR / "themes")
THEME_STYLE = themes.style(THEME_DIR)
