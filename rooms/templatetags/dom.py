from django import template

from rooms import addresses
from rooms.dom import dom_id

register = template.Library()
register.filter("dom_id", dom_id)
register.filter("direct_address", addresses.of_direct)
