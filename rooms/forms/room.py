import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from rooms.forms.limited import LimitedForm
from rooms.forms.text import one_line
from rooms.models import Room
from rooms.models.naming import name_key


class RoomForm(LimitedForm, forms.ModelForm):
    """A room's name, topic and, when it is made, who may come in."""

    name_taken = _("There is a room of that name already (capitals make no difference).")

    class Meta:
        model = Room
        fields = ["name", "topic", "kind"]
        labels = {"name": _("Name"), "topic": _("Topic"), "kind": _("Who may come in")}
        widgets = {
            "name": forms.TextInput(attrs={"maxlength": 80, "dir": "auto", "autocomplete": "off"}),
            "topic": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            "kind": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["kind"].choices = [c for c in Room.Kind.choices if c[0] in Room.SHARED]
        if self.instance.pk:
            del self.fields["kind"]

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name_key(name) or all(unicodedata.category(c) in ("Cf", "Zs", "Mn") for c in name):
            raise forms.ValidationError(_("A room needs a name that can be read."))
        if len(name_key(name)) > Room._meta.get_field("name_key").max_length:
            raise forms.ValidationError(_("This name is too long."))
        if Room.objects.filter(name_key=name_key(name)).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(self.name_taken)
        return name

    def clean_topic(self) -> str:
        return one_line(self.cleaned_data["topic"])


class EndForm(LimitedForm, forms.Form):
    """The name of a room, typed by whoever wants to delete it."""

    name = forms.CharField(
        label=_("Type the room's name to confirm"),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, data, room: Room, author):
        super().__init__(data, author=author)
        self.room = room

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if name != self.room.name:
            raise forms.ValidationError(_("That is not the name of the room."), code="wrong")
        return name
