from django import template

register = template.Library()


@register.filter
def without_placeholder(field):
    """Render a field's input without the placeholder, which would only say the label again."""
    return field.as_widget(attrs={"placeholder": False})
