import { splitSeed, toTokens } from "./tokens.js";

/** Timers below this are late anyway; several tokens go together then. */
const TICK_MS = 25;

/** Plays a finished answer into a feed the way a language model would have streamed it. */
export class AnswerPlayback {
  #feed;
  #tokens;
  #rate;
  #told = 0;
  #owed = 0;
  #now;
  #last;
  #timer;
  #onProgress;

  /** @param {() => number} rate tokens a second, read at each step  @param {(share: number) => void} onProgress 0..1 */
  constructor(text, feed, rate, onProgress, now = () => performance.now()) {
    const [seed, rest] = splitSeed(toTokens(text));
    this.#feed = feed;
    this.#tokens = rest;
    this.#rate = rate;
    this.#onProgress = onProgress;
    this.#now = now;
    this.#last = now();
    feed.add(seed, rest.length === 0);
    this.#timer = setInterval(() => this.#step(), TICK_MS);
    this.#onProgress(rest.length ? 0 : 1);
  }

  close() {
    clearInterval(this.#timer);
  }

  #step() {
    const now = this.#now();
    this.#owed += (this.#rate() * (now - this.#last)) / 1000;
    this.#last = now;
    while (this.#owed >= 1 && this.#told < this.#tokens.length) {
      this.#owed--;
      const token = this.#tokens[this.#told++];
      this.#feed.add(token, this.#told === this.#tokens.length);
    }
    this.#onProgress(this.#tokens.length ? this.#told / this.#tokens.length : 1);
    if (this.#told === this.#tokens.length) {
      this.close();
    }
  }
}
