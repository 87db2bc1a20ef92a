import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


def new_token() -> str:
    return secrets.token_urlsafe(18)


def in_a_week():
    return timezone.now() + timedelta(days=7)


class InvitationQuerySet(models.QuerySet):
    def valid(self):
        """Invitations that still let somebody in: not expired, and made by who may still invite."""
        return self.filter(
            expires_at__gt=timezone.now(), invited_by__is_active=True, invited_by__role__in=User.KEEPERS
        )


class Invitation(models.Model):
    """A link that lets people sign up until it expires or is withdrawn."""

    token = models.CharField(_("token"), max_length=40, unique=True, default=new_token)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), default=in_a_week)
    uses = models.PositiveIntegerField(_("people who came in by it"), default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.token

    def get_absolute_url(self) -> str:
        return reverse("join", args=[self.token])

    @property
    def link(self) -> str:
        """The whole address, to be handed over."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    def use(self) -> None:
        """Count that somebody came in by this invitation."""
        Invitation.objects.filter(pk=self.pk).update(uses=F("uses") + 1)
