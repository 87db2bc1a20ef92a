from django.db import models
from django.utils.safestring import SafeString, mark_safe

from rooms import markup


class Revision(models.Model):
    """What a message said before its author said it in other words.

    `revised_at` is when it gave way to the next.
    """

    message = models.ForeignKey("rooms.Message", on_delete=models.CASCADE, related_name="revisions")
    body = models.TextField()
    html = models.TextField(default="")
    revised_at = models.DateTimeField()

    GOES_WITH_WORDS = True

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.body[:80]

    @property
    def markup(self) -> SafeString:
        """The body as HTML."""
        return mark_safe(self.html or markup.render(self.body))  # noqa: S308 (it comes out of the sanitiser)
