from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

CACHE_KEY = "site"
CACHE_SECONDS = 60


class Site(models.Model):
    """What its owner decided about this site. There is one row."""

    class SignUp(models.TextChoices):
        OPEN = "open", _("Anybody may sign up")
        INVITATION = "invitation", _("Only people with an invitation link")
        CLOSED = "closed", _("Nobody new")

    name = models.CharField(_("name of the site"), max_length=60, default="Parley")
    sign_up = models.CharField(_("who may come in"), max_length=10, choices=SignUp, default=SignUp.INVITATION)

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
    def has_mail(self) -> bool:
        """Whether the site can send mail."""
        return settings.HAS_MAIL

    def _remember(self) -> None:
        cache.set(CACHE_KEY, self, CACHE_SECONDS)
