"""A phone in a browser: 360 pixels wide, without scripts, with nothing but a keyboard."""

from urllib.parse import unquote

from django.utils.translation import gettext, override

SCREEN = {"width": 360, "height": 640}
TONGUES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
MOST_STEPS = 60
IS_AT = "element => element === document.activeElement && element.matches(':focus-visible')"
IS_FRESH = "element => element === document.activeElement"


class Phone:
    """Somebody's phone, set to one language; what is to be pressed is named in English."""

    def __init__(self, page, language):
        self.page, self.language = page, language
        self.asked, self.complaints = [], []
        page.on("request", lambda request: self.asked.append(unquote(request.url)))
        page.on("console", lambda told: self.complaints.append(told.text))

    def words(self, english):
        """A text of ours as this phone's language says it."""
        with override(self.language):
            return gettext(english)

    def open(self, address):
        """Type an address below the language, or a whole one; return the answer."""
        whole = address if address.startswith("http") else f"/{self.language}/{address}"
        return self.page.goto(whole)

    def reach(self, element, *, key="Tab"):
        """Walk to an element with one key: it must be reached, and be seen to be.

        On a new page first past the menu, by the link that skips it.
        """
        keyboard = self.page.keyboard
        if self.page.locator("body").evaluate(IS_FRESH):
            keyboard.press("Tab")
            keyboard.press("Enter")
        aim = element.element_handle()
        for _step in range(MOST_STEPS):
            if aim.evaluate(IS_AT):
                return
            keyboard.press(key)
        raise AssertionError(f"no key leads to {element}")

    def type(self, name, text):
        """Reach a field and type into it."""
        self.reach(self.page.locator(f"main [name={name}]:visible").first)
        self.page.keyboard.insert_text(text)

    def enter(self):
        """Press Enter and wait for the next page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, english, role="button"):
        """Reach what is called so and press Enter; the next page comes."""
        name = self.words(english)
        self.reach(self.page.get_by_role(role, name=name, exact=True).first)
        self.enter()

    def unfold(self, english):
        """Reach a part that is folded up, and open it."""
        self.reach(self.page.locator("summary", has_text=self.words(english)))
        self.page.keyboard.press("Enter")

    def speak(self, language):
        """Go back up to the menu and choose another language."""
        tongue = self.page.locator(".tongues").get_by_text(TONGUES[language][:3])
        self.reach(
            tongue.locator("xpath=ancestor-or-self::*[self::a or self::button]"), key="Shift+Tab"
        )
        self.enter()
        self.language = language

    @property
    def text(self):
        """What stands on the page."""
        return self.page.inner_text("main")

    @property
    def code(self):
        """The code that the page shows."""
        return self.page.locator(".code").inner_text().strip()
