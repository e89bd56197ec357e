const STORED = "visavis.theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const LABELS = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };

/** A button that goes through: as the system, light, dark. `theme.js` applies the stored choice on the next load. */
export class ThemeToggle {
  #button;

  constructor(button) {
    this.#button = button;
    button.addEventListener("click", () => this.#apply(NEXT[this.#current]));
    this.#apply(this.#current);
  }

  get #current() {
    return document.documentElement.dataset.theme ?? "auto";
  }

  #apply(theme) {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    localStorage.setItem(STORED, theme);
    this.#button.dataset.theme = theme;
    this.#button.setAttribute("aria-label", LABELS[theme]);
    this.#button.title = LABELS[theme];
  }
}
