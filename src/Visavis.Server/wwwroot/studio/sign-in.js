import { Api, ApiError, exchangeToken } from "./api.js";

const STORED = "visavis.credential";
const LINK_SPENT = "This link was already used or has expired. Each start of the server prints a new one; or paste an API key.";
const KEY_REFUSED = "This key was not accepted. Check that all of it was copied, and that it was not revoked.";

/** Finds out with which key the page may speak: from the printed link, from this tab's memory, or by asking. */
export class SignIn {
  #panel;
  #form;
  #field;
  #message;
  #onReady;

  /** @param {HTMLElement} panel  @param {(credential: {kind: string, key: string}) => void} onReady */
  constructor(panel, onReady) {
    this.#panel = panel;
    this.#form = panel.querySelector("form");
    this.#field = panel.querySelector("input");
    this.#message = panel.querySelector("[role=alert]");
    this.#onReady = onReady;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submitted();
    });
    window.addEventListener("hashchange", () => tokenInAddress() && this.begin());
  }

  async begin() {
    const token = tokenInAddress();
    if (token) {
      // Out of the address bar, the history and any bookmark before anything else happens.
      history.replaceState(null, "", location.pathname + location.search);
      await this.#exchange(token);
      return;
    }
    const stored = remembered();
    if (stored) {
      this.#ready(stored);
    } else {
      this.ask("");
    }
  }

  /** Shows the panel. @param {string} message why, in a sentence; empty for a plain welcome */
  ask(message) {
    sessionStorage.removeItem(STORED);
    this.#message.textContent = message;
    this.#message.hidden = !message;
    this.#panel.hidden = false;
    this.#field.focus();
  }

  async #exchange(token) {
    try {
      const { key, expires_at: expiresAt } = await exchangeToken(token);
      this.#ready({ kind: "bearer", key, expiresAt });
    } catch (error) {
      const spent = error instanceof ApiError && (error.status === 400 || error.status === 401);
      this.ask(spent ? LINK_SPENT : error.message);
    }
  }

  async #submitted() {
    const key = this.#field.value.trim();
    if (!/^[!-~]+$/.test(key)) {
      this.ask(key ? KEY_REFUSED : "Paste an API key first.");
      return;
    }
    this.#form.setAttribute("aria-busy", "true");
    try {
      await new Api(location.origin, { kind: "key", key }).account();
      this.#field.value = "";
      this.#ready({ kind: "key", key });
    } catch (error) {
      this.ask(error.status === 401 ? KEY_REFUSED : error.message);
    } finally {
      this.#form.removeAttribute("aria-busy");
    }
  }

  #ready(credential) {
    sessionStorage.setItem(STORED, JSON.stringify(credential));
    this.#panel.hidden = true;
    this.#onReady(credential);
  }
}

function tokenInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get("token");
}

function remembered() {
  const stored = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  const expiry = stored?.expiresAt;
  // Unix seconds or an ISO date.
  const until = typeof expiry === "number" ? expiry * 1000 : Date.parse(expiry);
  return until < Date.now() ? null : stored;
}
