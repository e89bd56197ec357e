import { isSpeakable } from "./typed-words.js";

/**
 * Carries text that comes bit by bit into a session, which is opened with the first text that can be spoken.
 * @param {(seed: string) => Promise<import("./session.js").Session|null>} open  null when it did not come about
 */
export class Feed {
  #open;
  #session = null;
  #opening = null;
  #held = "";
  #final = false;
  #closed = false;

  constructor(open) {
    this.#open = open;
  }

  get isFinal() {
    return this.#final;
  }

  get isOpen() {
    return this.#opening !== null;
  }

  /** Adds text in order; `final` says that no more will come. */
  add(text, final = false) {
    if (this.#closed || this.#final) {
      return;
    }
    this.#final = final;
    if (this.#session) {
      this.#session.say(text, final);
      return;
    }
    this.#held += text;
    if (!this.#opening && isSpeakable(this.#held)) {
      this.#opening = this.#begin();
    }
  }

  /** Forgets what waits and takes nothing more. */
  close() {
    this.#closed = true;
  }

  async #begin() {
    const seed = this.#held;
    this.#held = "";
    const session = await this.#open(seed);
    if (!session || this.#closed) {
      return;
    }
    this.#session = session;
    if (this.#held || this.#final) {
      session.say(this.#held, this.#final);
    }
  }
}
