/** Longest caption line in characters: two rows of the stage at phone width. */
const LINE_CHARACTERS = 64;

/** A pause that begins a new line even inside a sentence, in seconds. */
const LINE_PAUSE = 0.9;

/** How long a line stays after its last word when nothing follows, in seconds. */
const LINGER = 1.2;

const ENDS_SENTENCE = /^[.!?…]+["'”’)\]]*$/u;
const CLOSES = /^[.,;:!?…)\]}”’%»]+$/u;
const OPENS = /^[([{“‘«¿¡]+$/u;
const MARK = /^[^\p{L}\p{N}]+$/u;

/** Timed words (a punctuation mark is a word of its own) gathered into lines that are shown one at a time. */
export class CaptionLines {
  #lines = [];
  #quoteOpen = false;
  #breakNext = false;
  #glueNext = false;

  get isEmpty() {
    return this.#lines.length === 0;
  }

  /** Start of the first word in media seconds; Infinity before there is one. */
  get firstStart() {
    return this.#lines.length ? this.#lines[0].start : Infinity;
  }

  /** Everything told so far, as text. */
  get text() {
    return this.#lines.map((line) => lineText(line)).join(" ");
  }

  /** @param {{word: string, start: number, end: number}[]} words in order of start */
  append(words) {
    for (const word of words) {
      this.#add(word);
    }
  }

  /**
   * What to show at a media time: the line whose words are due, and which of them is being said: the last that
   * has begun, marks aside (−1 if none). Null when no line is due.
   */
  at(seconds) {
    const line = this.#lines[lastBegun(this.#lines, seconds)];
    if (!line) {
      return null;
    }
    const last = line.words[line.words.length - 1];
    if (seconds > last.end + LINGER) {
      return null;
    }
    let index = lastBegun(line.words, seconds);
    while (index >= 0 && line.words[index].mark) {
      index--;
    }
    return { line, index };
  }

  #add({ word, start, end }) {
    const mark = MARK.test(word);
    const space = this.#spaceBefore(word, mark);
    let line = this.#lines[this.#lines.length - 1];
    if (!line || this.#startsLine(line, word, start, mark)) {
      line = { start, words: [], length: 0, id: this.#lines.length };
      this.#lines.push(line);
    }
    const spaced = space && line.words.length > 0;
    line.words.push({ word, start, end, mark, space: spaced });
    line.length += word.length + (spaced ? 1 : 0);
    this.#breakNext = mark ? this.#breakNext || ENDS_SENTENCE.test(word) : false;
  }

  #startsLine(line, word, start, mark) {
    if (mark && !OPENS.test(word)) {
      return false;
    }
    const previous = line.words[line.words.length - 1];
    return this.#breakNext || start - previous.end > LINE_PAUSE || line.length + word.length + 1 > LINE_CHARACTERS;
  }

  #spaceBefore(word, mark) {
    const glued = this.#glueNext;
    this.#glueNext = mark && (OPENS.test(word) || this.#opensQuote(word));
    return !glued && !(mark && (CLOSES.test(word) || this.#closedQuote(word)));
  }

  // A straight quote does not say its side: they alternate.
  #opensQuote(word) {
    if (word === '"') {
      this.#quoteOpen = !this.#quoteOpen;
      return this.#quoteOpen;
    }
    return false;
  }

  #closedQuote(word) {
    return word === '"' && !this.#quoteOpen;
  }
}

/** A line as it is written. */
export function lineText(line) {
  return line.words.map((word) => (word.space ? " " : "") + word.word).join("");
}

// Index of the last item that starts at or before the moment, −1 if none (binary search: an hour has 9,000 words).
function lastBegun(items, seconds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= seconds) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
