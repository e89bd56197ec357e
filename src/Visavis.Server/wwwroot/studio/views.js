/** Switches between the page's views by the address's fragment, so that back and links work. Event: `change`. */
export class Views extends EventTarget {
  #views;
  #links;
  #bar;

  /** @param {HTMLElement} bar  holds a link `#name` for each view  @param {Record<string, HTMLElement>} views  the first is the default */
  constructor(bar, views) {
    super();
    this.#bar = bar;
    this.#views = views;
    this.#links = [...bar.querySelectorAll("a")];
    addEventListener("hashchange", () => this.#show());
  }

  get current() {
    const wanted = location.hash.slice(1);
    return Object.hasOwn(this.#views, wanted) ? wanted : Object.keys(this.#views)[0];
  }

  /** Shows the view of the address, or none while nobody is signed in. */
  set open(open) {
    this.#bar.hidden = !open;
    this.#show();
  }

  go(name) {
    location.hash = name;
  }

  #show() {
    for (const [name, view] of Object.entries(this.#views)) {
      view.hidden = this.#bar.hidden || name !== this.current;
    }
    for (const link of this.#links) {
      link.toggleAttribute("aria-current", link.hash === `#${this.current}`);
    }
    this.dispatchEvent(new Event("change"));
  }
}
