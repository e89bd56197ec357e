/** A mark that finishes a word at once, unless it may stand inside a number ("3.5", "1,000", "10:30"). */
const ENDING = /[!?;…。！？]$|(?<!\p{N})[.,:]$/u;

/**
 * Cuts what is being typed into finished words. What was handed out cannot be taken back: it is already spoken.
 */
export class TypedWords {
  #sent = "";

  /** The part of the text that has been handed out. */
  get sent() {
    return this.#sent;
  }

  /**
   * @param {string} text the whole text as it stands
   * @returns {{delta: string, text: string, refused: boolean}} the newly finished words; what the field must hold
   *   (the old text again when words already spoken were edited: `refused`)
   */
  update(text) {
    if (!text.startsWith(this.#sent)) {
      return { delta: "", text: this.#sent, refused: true };
    }
    const tail = text.slice(this.#sent.length);
    const delta = ENDING.test(tail) ? tail : tail.slice(0, lastBreak(tail));
    this.#sent += delta;
    return { delta, text, refused: false };
  }

  /** All that is left, the unfinished word included. */
  rest(text) {
    const delta = text.startsWith(this.#sent) ? text.slice(this.#sent.length) : "";
    this.#sent += delta;
    return delta;
  }
}

function lastBreak(text) {
  return text.search(/\s\S*$/u) + 1;
}

/** Whether a voice would find anything to say: a letter or a digit. */
export function isSpeakable(text) {
  return /[\p{L}\p{N}]/u.test(text);
}
