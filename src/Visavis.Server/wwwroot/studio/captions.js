import { CaptionLines } from "./caption-lines.js";

/** Shows the line that is being said, its current word lit. */
export class Captions {
  #box;
  #lines = new CaptionLines();
  #shown = null;
  #index = -2;

  constructor(box) {
    this.#box = box;
  }

  /** Media time of the first word; Infinity before it is known. */
  get firstStart() {
    return this.#lines.firstStart;
  }

  get text() {
    return this.#lines.text;
  }

  append(words) {
    this.#lines.append(words);
    this.#index = -2; // the shown line may have grown
  }

  /** @param {number} mediaTime seconds */
  show(mediaTime) {
    const due = this.#lines.at(mediaTime);
    if (!due) {
      this.#clearLine();
      return;
    }
    const grown = this.#box.childElementCount !== due.line.words.length;
    if (due.line !== this.#shown || grown) {
      this.#draw(due.line);
      this.#index = -2;
    }
    if (due.index !== this.#index) {
      this.#light(due.index);
    }
  }

  reset() {
    this.#lines = new CaptionLines();
    this.#clearLine();
  }

  #draw(line) {
    this.#shown = line;
    this.#box.replaceChildren();
    for (const word of line.words) {
      const span = document.createElement("span");
      span.textContent = word.word;
      this.#box.append(word.space ? " " : "", span);
    }
    this.#box.hidden = false;
  }

  #light(index) {
    this.#index = index;
    [...this.#box.children].forEach((span, position) => {
      span.classList.toggle("said", position < index);
      span.classList.toggle("now", position === index);
    });
  }

  #clearLine() {
    if (this.#shown) {
      this.#shown = null;
      this.#index = -2;
      this.#box.replaceChildren();
      this.#box.hidden = true;
    }
  }
}
