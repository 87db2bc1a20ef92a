from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.logo import Logo

CACHE_KEY = "site"
CACHE_SECONDS = 60
YEAR = 366 * 24 * 60  # minutes

is_colour = RegexValidator(
    r"\A#[0-9a-fA-F]{6}\Z", _("Give a colour as # and six letters or digits, such as #2f6f5e.")
)


class Site(models.Model):
    """What its owner decided about this site. There is one row."""

    class SignUp(models.TextChoices):
        OPEN = "open", _("Anybody may sign up")
        INVITATION = "invitation", _("Only people with an invitation link")
        CLOSED = "closed", _("Nobody new")

    name = models.CharField(_("name of the site"), max_length=60, default="Parley")
    sign_up = models.CharField(_("who may come in"), max_length=10, choices=SignUp, default=SignUp.INVITATION)
    accent = models.CharField(_("colour"), max_length=7, blank=True, default="", validators=[is_colour])
    edit_minutes = models.PositiveIntegerField(
        _("how long people may edit what they said"), default=0, validators=[MaxValueValidator(YEAR)]
    )
    retract_minutes = models.PositiveIntegerField(
        _("how long people may take back what they said"), default=0, validators=[MaxValueValidator(YEAR)]
    )
    logo = models.ForeignKey(Logo, verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:
        super().save(**kwargs)
        transaction.on_commit(self._remember)

    @classmethod
    def get(cls) -> "Site":
        """Return the one row, made on first use."""
        site, _created = cls.objects.get_or_create(pk=1)
        return site

    @classmethod
    def current(cls) -> "Site":
        """Return the one row as pages show it: read from the database about once a minute."""
        site = cache.get(CACHE_KEY)
        if site is None:
            site = cls.get()
            site._remember()
        return site

    @classmethod
    def lock(cls) -> None:
        """Let one transaction at a time past this line."""
        cls.get()
        cls.objects.select_for_update().get(pk=1)

    @property
    def logo_url(self) -> str | None:
        return reverse("logo", args=[self.logo_id]) if self.logo_id else None

    @property
    def look_url(self) -> str | None:
        """The address of the owner's style sheet, another one after each change; None where there is none."""
        if not self.accent and not self.logo_id:
            return None
        digest = sha256(f"{self.accent} {self.logo_id}".encode()).hexdigest()[:12]
        return f"{reverse('look')}?{digest}"

    def show_logo(self, png: bytes) -> None:
        """Take an image for the site's logo, and forget the one before."""
        self.logo = Logo.objects.keep(png)
        Logo.objects.exclude(pk=self.logo_id).delete()

    def drop_logo(self) -> None:
        """Have no logo any more."""
        self.logo = None
        Logo.objects.all().delete()

    @property
    def has_mail(self) -> bool:
        """Whether the site can send mail."""
        return settings.HAS_MAIL

    def _remember(self) -> None:
        cache.set(CACHE_KEY, self, CACHE_SECONDS)
