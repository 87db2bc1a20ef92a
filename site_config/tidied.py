from django import forms


class TidiedField(forms.CharField):
    """Text that is brought into another form before anything is asked of it; what is too long is not."""

    tidied = staticmethod(str)

    def to_python(self, value) -> str:
        text = super().to_python(value)
        if self.max_length and len(text) > self.max_length:
            self.run_validators(text)  # it would be refused anyhow: nobody has to work on it first
        return self.tidied(text)
