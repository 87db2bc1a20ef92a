"""What a template says, read without rendering it."""

import re
from dataclasses import dataclass, field

from django.template import Template, TemplateSyntaxError, defaulttags
from django.template.base import FilterExpression, Node, TextNode, TokenType, Variable
from django.template.loader_tags import IncludeNode
from django.templatetags import i18n, l10n
from django.utils.functional import Promise

UNSAFE = {"safe", "safeseq"}
# What comes out of them depends on the language or the time zone of whoever looks.
LOCAL_TAGS = (
    i18n.TranslateNode,
    i18n.BlockTranslateNode,
    i18n.LanguageNode,
    i18n.GetCurrentLanguageNode,
    i18n.GetCurrentLanguageBidiNode,
    l10n.LocalizeNode,
    defaulttags.NowNode,
)
LOCAL_FILTERS = {
    "date",
    "time",
    "timesince_filter",
    "timeuntil_filter",
    "localize",
    "floatformat",
    "pluralize",
}
LOCAL_FILTERS |= {"filesizeformat", "naturaltime", "naturalday", "intcomma", "intword", "localtime"}
# What of a node is not the template's own.
FOREIGN = {"token", "origin", "parser", "source"}
WORDLESS = re.compile(r"<[^>]*>|&\w+;|\{|\}", re.DOTALL)
SPOKEN = re.compile(r"""\b(?:aria-label|title|alt|placeholder)=(["'])([^"'<>]*?[^\W\d_][^"'<>]*)\1""")


@dataclass
class Source:
    """uses: variables by name, as they are written; binds: names that the template makes itself.

    local: tags and filters that say something else in each language or time zone, as they are written.
    """

    uses: dict[str, set[str]] = field(default_factory=dict)
    binds: set[str] = field(default_factory=set)
    # Those that get all that this one knows.
    includes: set[str] = field(default_factory=set)
    unescaped: set[str] = field(default_factory=set)
    escapes: bool = True
    local: set[str] = field(default_factory=set)
    text: str = ""

    @property
    def free(self) -> dict[str, set[str]]:
        """The variables that have to come from outside."""
        return {name: written for name, written in self.uses.items() if name not in self.binds}

    @property
    def words(self) -> str:
        """The first words that stand in the template itself."""
        spoken = SPOKEN.search(self.text)
        plain = re.sub(r"\s+", " ", WORDLESS.sub(" ", self.text)).strip()
        found = re.search(r"[^\W\d_]{2,}[^<]{0,40}", plain)
        return spoken[2] if spoken else found[0] if found else ""


def read(template: Template) -> Source:
    source = Source()
    for node in template.nodelist:
        _read(node, source)
    return source


def parse(text: str, engine) -> Template:
    """Return the template; raises TemplateSyntaxError with words that name the line."""
    try:
        return Template(text, engine=engine)
    except TemplateSyntaxError as error:
        token = getattr(error, "token", None)
        where = f" (line {token.lineno})" if token else ""
        raise TemplateSyntaxError(f"{error}{where}") from None


def _read(thing, source: Source) -> None:
    if isinstance(thing, Variable):
        if thing.lookups:
            source.uses.setdefault(thing.lookups[0], set()).add(thing.var)
    elif isinstance(thing, FilterExpression):
        _read_expression(thing, source)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            _read(part, source)
    elif isinstance(thing, dict):
        for part in thing.values():
            _read(part, source)
    elif isinstance(thing, Node):
        _read_node(thing, source)
    elif type(thing).__module__.startswith(("django.template", "allauth.templatetags")):
        _read_parts(thing, source)


def _read_parts(thing, source: Source) -> None:
    for name, part in vars(thing).items():
        if name not in FOREIGN:
            _read(part, source)


def _read_expression(expression: FilterExpression, source: Source) -> None:
    _read(expression.var, source)
    constants = [expression.var]
    for function, arguments in expression.filters:
        for is_variable, argument in arguments:
            if is_variable:
                _read(argument, source)
            else:
                constants.append(argument)
        if function.__name__ in UNSAFE:
            source.unescaped.add(str(expression.var))
        if function.__name__ in LOCAL_FILTERS:
            source.local.add(str(expression))
    # _("…") is read as what stands for its translation.
    if any(isinstance(constant, Promise) for constant in constants):
        source.local.add(str(expression))


def _read_node(node: Node, source: Source) -> None:
    source.binds |= _bound_by(node)
    if isinstance(node, TextNode):
        source.text += node.s
    if isinstance(node, defaulttags.AutoEscapeControlNode) and not node.setting:
        source.escapes = False
    if isinstance(node, LOCAL_TAGS):
        source.local.add(f"{{% {node.token.contents} %}}")
    if isinstance(node, IncludeNode) and not node.isolated_context and isinstance(node.template.var, str):
        source.includes.add(node.template.var)
    if isinstance(node, i18n.BlockTranslateNode):
        for token in (*node.singular, *node.plural):
            if token.token_type == TokenType.VAR:
                source.uses.setdefault(token.contents.split(".")[0].split("|")[0], set()).add(token.contents)
    _read_parts(node, source)


def _bound_by(node: Node) -> set[str]:
    """Return the names that a tag makes: `for x in`, `with x=`, `as x`."""
    made = set(getattr(node, "loopvars", ()))
    if made:
        made.add("forloop")
    # Names given to an included template are that template's business.
    if not isinstance(node, IncludeNode):
        made |= set(getattr(node, "extra_context", None) or ())
    for way in ("asvar", "target_var", "variable", "countervar", "variable_name"):
        name = getattr(node, way, None)
        if isinstance(name, str):
            made.add(name)
    return made
