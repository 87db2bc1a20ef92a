from django import template

from rooms.dom import dom_id

register = template.Library()
register.filter("dom_id", dom_id)
