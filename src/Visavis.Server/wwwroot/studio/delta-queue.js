const RETRY_MS = 400;
const RETRIES = 6;

/** How many characters one request may carry: the API's limit for one text. */
const REQUEST_CHARACTERS = 5000;

/**
 * Sends text in the order it came, one request at a time; what arrives meanwhile goes together into the next.
 * @param {(delta: string, final: boolean) => Promise<void>} send
 */
export class DeltaQueue {
  #send;
  #wait;
  #pending = "";
  #final = false;
  #finalSent = false;
  #closed = false;
  #running = null;

  constructor(send, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
    this.#send = send;
    this.#wait = wait;
  }

  /** Characters not yet accepted. */
  get waiting() {
    return this.#pending.length;
  }

  /** @returns {Promise<void>} settled when everything queued so far was accepted, or the sending failed */
  push(text, final = false) {
    if (this.#closed || this.#final) {
      return Promise.resolve();
    }
    this.#pending += text;
    this.#final = final;
    this.#running ??= this.#drain().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Forgets what has not been sent, an unsent end included; takes more text afterwards. */
  drop() {
    this.#pending = "";
    this.#final = this.#finalSent;
  }

  /** Forgets everything and takes nothing more. */
  close() {
    this.#closed = true;
    this.#pending = "";
  }

  async #drain() {
    while (!this.#closed && !this.#finalSent && (this.#pending !== "" || this.#final)) {
      const delta = takeWhole(this.#pending, REQUEST_CHARACTERS);
      this.#pending = this.#pending.slice(delta.length);
      this.#finalSent = this.#final && this.#pending === "";
      await this.#deliver(delta, this.#finalSent);
    }
  }

  // The order must hold, so a delta is tried again before the next. Answers other than 429 and 5xx are final.
  async #deliver(delta, final) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#send(delta, final);
      } catch (error) {
        const passing = error.status === undefined || error.status === 429 || error.status >= 500;
        if (!passing || attempt >= RETRIES || this.#closed) {
          this.close();
          throw error;
        }
        await this.#wait(error.retryAfterMs ?? RETRY_MS * (attempt + 1));
      }
    }
  }
}

// Does not cut a surrogate pair in two: each half alone would be invalid UTF-8.
function takeWhole(text, length) {
  const cut = text.slice(0, length);
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
