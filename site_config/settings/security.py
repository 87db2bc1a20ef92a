from csp.constants import NONE, SELF

from site_config.settings.environment import env
from site_config.settings.site import BEHIND_PROXY, address

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The QR code of two-factor sign-in and the small icons of stylesheets are data: images.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if address.scheme == "https":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The server refuses a longer body before it reads it.
REQUEST_BODY = env.int("REQUEST_BODY", default=2 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
