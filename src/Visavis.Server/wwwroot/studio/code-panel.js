import { curlSnippet, embedSnippet } from "./snippets.js";

const COPIED_MS = 1600;

/** The same session as code: tabs for curl and HTML, a copy button, the key only if wanted. */
export class CodePanel {
  #output;
  #tabs;
  #showKey;
  #copy;
  #choice = null;
  #credential = null;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#output = panel.querySelector("code");
    this.#tabs = [...panel.querySelectorAll("[name=snippet]")];
    this.#showKey = panel.querySelector("[data-part=show-key]");
    this.#copy = panel.querySelector("[data-part=copy]");
    panel.addEventListener("change", () => this.#draw());
    this.#copy.addEventListener("click", () => this.#toClipboard());
  }

  set credential(credential) {
    this.#credential = credential;
    this.#draw();
  }

  /** What is chosen above: `{ server, type, look, voice, text, poster }`. */
  set choice(choice) {
    this.#choice = choice;
    this.#draw();
  }

  #draw() {
    if (!this.#choice) {
      return;
    }
    const credential = this.#showKey.checked ? this.#credential : null;
    const kind = this.#tabs.find((tab) => tab.checked).value;
    const write = kind === "embed" ? embedSnippet : curlSnippet;
    this.#output.textContent = write({ ...this.#choice, credential });
  }

  async #toClipboard() {
    const done = await copyText(this.#output);
    this.#copy.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => (this.#copy.textContent = "Copy"), COPIED_MS);
  }
}

// The clipboard API exists on https and localhost only; elsewhere the text is selected for Ctrl+C.
async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
