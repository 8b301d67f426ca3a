"""Filling in the desk's forms as a browser does: what the page shows goes back unless changed."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Reads the fields of a page's forms: names and the values that a browser would send."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.fields = {}, None
        self.select = self.textarea = None
        self.in_template = 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "template":
            self.in_template += 1
        if tag == "form":
            self.fields = self.forms.setdefault(attrs.get("id", ""), {})
        if self.in_template or self.fields is None:
            return
        if tag == "input":
            self.read_input(attrs)
        if tag == "select":
            self.select = (attrs["name"], "multiple" in attrs)
            self.fields.setdefault(attrs["name"], [])
        if tag == "option" and self.select:
            self.read_option(attrs)
        if tag == "textarea":
            self.textarea = attrs["name"]
            self.fields[self.textarea] = [""]

    def read_input(self, attrs):
        kind = attrs.get("type", "text")
        if "name" not in attrs or kind in ("submit", "button"):
            return
        values = self.fields.setdefault(attrs["name"], [])
        if kind not in ("checkbox", "radio") or "checked" in attrs:
            values.append(attrs.get("value") or ("on" if kind == "checkbox" else ""))

    def read_option(self, attrs):
        name, _multiple = self.select
        if "selected" in attrs or not self.fields[name]:
            self.fields[name] = [attrs.get("value", "")]

    def handle_data(self, data):
        if self.textarea and not self.in_template:
            self.fields[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.in_template -= 1
        if self.in_template:
            return
        if tag == "form":
            self.fields = None
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.fields[self.textarea] = [self.fields[self.textarea][0].removeprefix("\n")]
            self.textarea = None


def fields_of(response, form):
    """Return {name: value or list} of the page's form with this id, as a browser would send it."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return {
        name: values if len(values) > 1 else values[0]
        for name, values in reader.forms[form].items()
        if values
    }


def send(client, address, form, **changes):
    """Open a page, change some boxes, send the form; return the answer (redirects not followed)."""
    page = client.get(address)
    assert page.status_code == 200
    return send_on(client, page, address, form, **changes)


def send_on(client, page, address, form, **changes):
    """Send the form of a page that is already open, with some boxes changed."""
    fields = {**fields_of(page, form), "_continue": "1"}
    for name, value in changes.items():
        fields[name.replace("__", "-")] = value
    return client.post(address, {name: value for name, value in fields.items() if value != []})


def errors(answer):
    """{field: messages} of the page's form and its rows, without the empty ones."""
    context = answer.context
    found = {f"page-{name}": list(each) for name, each in context["adminform"].errors.items()}
    for formset in context["inline_admin_formsets"]:
        for form in formset.formset.forms:
            found |= {form.add_prefix(name): list(each) for name, each in form.errors.items()}
    return found


def warned(answer):
    """{field: messages} of the warnings on the page."""
    context = answer.context
    forms = [context["adminform"].form]
    forms += [form for each in context["inline_admin_formsets"] for form in each.formset.forms]
    return {
        form.add_prefix(name): [str(each) for each in field.warnings]
        for form in forms
        for name, field in form.fields.items()
        if getattr(field, "warnings", None)
    }
