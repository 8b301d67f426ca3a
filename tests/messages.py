"""Every text of ours that is marked for translation, read from code and templates.

Without the program `xgettext`, so that a machine with Python alone can check the catalogues.
"""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from django.template import engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parent.parent
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
# A constant such as _("text") within a variable or a tag of a template.
IN_EXPRESSION = re.compile(r"""\b_\(("[^"]+"|'[^']+')\)""")


class Message(NamedTuple):
    """One text: ``plural`` and ``context`` are "" where there is none."""

    text: str
    plural: str = ""
    context: str = ""


def all_messages():
    """Return {Message: where it stands} for the whole project."""
    found = {}
    for top in ("registry", "stations", "detainees"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                for message in messages_of_code(ast.parse(path.read_text(encoding="utf-8"))):
                    found.setdefault(message, path.relative_to(ROOT))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for message in messages_of_template(path.read_text(encoding="utf-8")):
            found.setdefault(message, path.relative_to(ROOT))
    return found


def messages_of_code(tree):
    """Yield the messages in a module's syntax tree."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if function in SINGLE and texts and isinstance(texts[0], str):
            yield Message(texts[0])
        elif function in COUNTED and isinstance(texts[0], str):
            yield Message(texts[0], plural=texts[1])
        elif function in WITH_CONTEXT and isinstance(texts[1], str):
            yield Message(texts[1], context=texts[0])


def messages_of_template(source):
    """Yield the messages in a template's source."""
    template = engines["django"].from_string(source).template
    for node in nodes_below(template.nodelist):
        if isinstance(node, TranslateNode):
            text = getattr(node.filter_expression.var, "literal", None)
            if isinstance(text, str):
                yield Message(text, context=block_context(node))
        elif isinstance(node, BlockTranslateNode):
            yield block_message(node)
    for text in IN_EXPRESSION.findall(source):
        yield Message(text[1:-1])


def nodes_below(nodelist):
    """Yield every node of a template, those in branches and blocks too."""
    for node in nodelist:
        yield node
        for name in node.child_nodelists:
            yield from nodes_below(getattr(node, name, None) or [])
        for _condition, children in getattr(node, "conditions_nodelists", []):
            yield from nodes_below(children)


def block_context(node):
    """Return the constant context of a translated node, "" without one."""
    context = getattr(node, "message_context", None)
    return str(getattr(context.var, "literal", context.var)) if context else ""


def block_message(node):
    """Return the Message of a ``{% blocktranslate %}`` node."""
    text, _names = node.render_token_list(node.singular)
    plural = node.render_token_list(node.plural)[0] if node.plural else ""
    if node.trimmed:
        text, plural = trim_whitespace(text), trim_whitespace(plural)
    return Message(text, plural=plural, context=block_context(node))
