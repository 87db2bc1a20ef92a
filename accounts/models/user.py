from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import names
from rooms import broadcasts
from rooms.marks import mark_of


class LastOwnerError(Exception):
    """The site would be left without an owner."""


class UserQuerySet(models.QuerySet):
    def owners(self):
        """People who own the site and can act on it."""
        return self.filter(role=User.Role.OWNER, is_active=True)

    def called(self, text: str):
        """People whose name contains `text`; everybody when there is none."""
        return self.filter(Q(username__icontains=text) | Q(display_name__icontains=text)) if text else self


class PeopleManager(UserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def get_by_natural_key(self, username):
        return self.get(username=self.model.normalize_username(username))

    def create_superuser(self, username, email=None, password=None, **fields):
        """Make an owner, which is what a superuser is here."""
        return super().create_superuser(username, email, password, **{"role": User.Role.OWNER} | fields)


class User(AbstractUser):
    """A person (or a bot) with an account."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MODERATOR = "moderator", _("Moderator")
        MEMBER = "member", _("Member")
        BOT = "bot", _("Bot")

    # Who looks after the whole site.
    KEEPERS = (Role.OWNER, Role.MODERATOR)
    # What this person may do, and how others see what this person does.
    SHOWN = ("username", "display_name", "role", "is_active")

    first_name = None
    last_name = None
    username = models.CharField(
        _("username"),
        max_length=40,
        unique=True,
        validators=[names.validate_username],
        error_messages={"unique": _("A user with that username already exists.")},
    )
    display_name = models.CharField(
        _("display name"), max_length=80, blank=True, validators=[names.validate_display_name]
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            # For writers that do not normalise.
            models.UniqueConstraint(Lower("username"), name="username_unique_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:
        fields = kwargs.get("update_fields")
        is_news = not self._state.adding and (fields is None or not set(fields).isdisjoint(self.SHOWN))
        super().save(**kwargs)
        if is_news:
            broadcasts.person_changed(self.pk)

    @classmethod
    def normalize_username(cls, username: str) -> str:
        return names.normal_username(username)

    @property
    def name(self) -> str:
        """What others call this person."""
        return self.display_name or self.username

    @property
    def mark(self) -> str:
        """Another one after each change of what is shown of this person, or allowed to them."""
        return mark_of("\n".join(str(getattr(self, field)) for field in self.SHOWN))

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER

    @property
    def keeps_order(self) -> bool:
        """Whether this person looks after the whole site."""
        return self.role in self.KEEPERS

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.username])

    def take_role(self, role: str) -> None:
        """Become an owner, a moderator or a member, with the admin pages for owners only."""
        self.role = role
        self.is_staff = self.is_superuser = self.is_owner

    @transaction.atomic
    def change_role(self, role: str) -> None:
        """Give this person another role, unless nobody would be left to own the site."""
        if role != self.Role.OWNER:
            self._leave_an_owner()
        self.take_role(role)
        self.save(update_fields=["role", "is_staff", "is_superuser"])

    @transaction.atomic
    def deactivate(self) -> None:
        """Shut this person out, unless nobody would be left to own the site."""
        self._leave_an_owner()
        self.is_active = False
        self.save(update_fields=["is_active"])

    def reactivate(self) -> None:
        """Let this person in again."""
        self.is_active = True
        self.save(update_fields=["is_active"])

    def _leave_an_owner(self) -> None:
        # Locked, so that two owners cannot dismiss each other at the same time.
        owners = User.objects.owners().select_for_update().values_list("pk", flat=True)
        if list(owners) == [self.pk]:
            raise LastOwnerError
