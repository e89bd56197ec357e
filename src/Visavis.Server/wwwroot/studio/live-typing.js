import { TypedWords } from "./typed-words.js";

/** Sends what is typed into a field, word by word as the words are finished. */
export class LiveTyping {
  #field;
  #feed;
  #words = new TypedWords();
  #onRefused;
  #listener = (event) => this.#typed(event.isComposing);
  #composed = () => this.#typed(false);
  #enter = (event) => this.#lineEnded(event);

  /** @param {HTMLTextAreaElement} field  @param {import("./feed.js").Feed} feed  @param {() => void} onRefused spoken words were edited */
  constructor(field, feed, onRefused) {
    this.#field = field;
    this.#feed = feed;
    this.#onRefused = onRefused;
    field.addEventListener("input", this.#listener);
    field.addEventListener("compositionend", this.#composed);
    field.addEventListener("keydown", this.#enter);
    this.#typed(false);
  }

  /** What has been handed on so far. */
  get sent() {
    return this.#words.sent;
  }

  /** Sends the rest, unfinished word included, and tells the server that no more will come. */
  end() {
    this.#feed.add(this.#words.rest(this.#field.value), true);
    this.close();
  }

  close() {
    this.#field.removeEventListener("input", this.#listener);
    this.#field.removeEventListener("compositionend", this.#composed);
    this.#field.removeEventListener("keydown", this.#enter);
  }

  #typed(composing) {
    if (composing) {
      return;
    }
    const { delta, text, refused } = this.#words.update(this.#field.value);
    if (refused) {
      this.#field.value = text;
      this.#onRefused();
    }
    if (delta) {
      this.#feed.add(delta);
    }
  }

  // Enter finishes the last word even before the line break reaches the field.
  #lineEnded(event) {
    if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) {
      const rest = this.#words.rest(this.#field.value);
      if (rest) {
        this.#feed.add(rest);
      }
    }
  }
}
