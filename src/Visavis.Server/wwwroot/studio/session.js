import { DeltaQueue } from "./delta-queue.js";
import { followWords } from "./words.js";

/** The server holds the first status request until there is something to play; afterwards it is only watched. */
const PENDING_POLL_MS = 100;
const STREAMING_POLL_MS = 1000;

/** Polls that may fail in a row (a restarting proxy, a lost network) before the session is given up. */
const LOST_POLLS = 5;

/**
 * One talking session. Events: `playable` {url}, `words` {words}, `status` {status, end_reason, error_message},
 * `said` {reason} (the words ended), `refused` {error} (text was not taken; the session goes on), `silent` {error}
 * (no words come; the session goes on), `failed` {error}.
 */
export class Session extends EventTarget {
  #api;
  #abort = new AbortController();
  #queue;
  #playable = false;

  /** Creates the session on the server and returns it. @param {object} request body of POST /v3/avatar-realtime */
  static async create(api, request) {
    const { stream_id: id } = await api.create(request);
    return new Session(api, id, request);
  }

  constructor(api, id, request) {
    super();
    this.#api = api;
    this.id = id;
    this.request = request;
    this.isStream = request.type === "text_stream";
    this.#queue = new DeltaQueue((delta, final) => api.sendText(id, delta, final));
  }

  /** Watches status and words until both have ended; call it once. */
  async run() {
    await Promise.all([this.#guard("failed", () => this.#watchStatus()), this.#guard("silent", () => this.#watchWords())]);
  }

  /** Queues text; order is kept. */
  say(text, final = false) {
    return this.#guard("refused", () => this.#queue.push(text, final));
  }

  /** Barge-in: drops what has not been said and optionally says something else. */
  interrupt(text) {
    this.#queue.drop();
    return this.#api.interrupt(this.id, text);
  }

  /** Ends the session here and on the server. */
  async cancel() {
    this.#queue.close();
    await this.#api.cancel(this.id);
  }

  /** Stops watching; `leave` also cancels on the server while the page goes away. */
  close(leave = false) {
    this.#queue.close();
    this.#abort.abort();
    if (leave) {
      this.#api.cancel(this.id, true).catch(() => {});
    }
  }

  async #watchStatus() {
    for (;;) {
      const status = await this.#poll();
      if (status.hls_url && !this.#playable) {
        this.#playable = true;
        this.#tell("playable", { url: status.hls_url });
      }
      this.#tell("status", status);
      if (status.status === "completed" || status.status === "error") {
        return;
      }
      await this.#pause(status.status === "pending" ? PENDING_POLL_MS : STREAMING_POLL_MS);
    }
  }

  async #poll() {
    for (let lost = 0; ; lost++) {
      try {
        return await this.#api.status(this.id, this.#abort.signal);
      } catch (error) {
        const passing = error.status === undefined || error.status >= 500;
        if (this.#abort.signal.aborted || !passing || lost >= LOST_POLLS) {
          throw error;
        }
        await this.#pause(STREAMING_POLL_MS);
      }
    }
  }

  async #watchWords() {
    const reason = await followWords(
      (signal) => this.#api.words(this.id, signal), (words) => this.#tell("words", { words }), this.#abort.signal);
    if (reason !== null) {
      this.#tell("said", { reason });
    }
  }

  async #guard(failure, work) {
    try {
      return await work();
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#tell(failure, { error });
      }
    }
  }

  #pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#abort.signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    }).then(() => this.#abort.signal.throwIfAborted());
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
