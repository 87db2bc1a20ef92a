from hashlib import sha256

from django.db import models


class LogoQuerySet(models.QuerySet):
    def keep(self, png: bytes) -> "Logo":
        """Store an image under the name of its content."""
        logo, _created = self.get_or_create(digest=sha256(png).hexdigest()[:20], defaults={"png": png})
        return logo


class Logo(models.Model):
    """The site's logo: a few kilobytes, in the database so that every process and every backup has it."""

    digest = models.CharField(max_length=20, primary_key=True)
    png = models.BinaryField()

    objects = LogoQuerySet.as_manager()

    def __str__(self) -> str:
        return self.digest
