/**
 * Reads a text/event-stream that comes in arbitrary pieces (WHATWG HTML 9.2.6). `EventSource` cannot be used:
 * it sends no headers, so no key.
 */
export class EventStreamParser {
  #rest = "";
  #event = "";
  #data = [];

  /** @param {string} text the next piece  @returns {{event: string, data: string}[]} the frames it completed */
  push(text) {
    const frames = [];
    this.#rest += text;
    // A piece that ends in CR may be one half of CRLF: wait for the next.
    const complete = this.#rest.endsWith("\r") ? this.#rest.length - 1 : this.#rest.length;
    const lines = this.#rest.slice(0, complete).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + this.#rest.slice(complete);
    for (const line of lines) {
      const frame = this.#take(line);
      if (frame) {
        frames.push(frame);
      }
    }
    return frames;
  }

  #take(line) {
    if (line === "") {
      return this.#dispatch();
    }
    if (line.startsWith(":")) {
      return null; // keep-alive
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#event = value;
    } else if (field === "data") {
      this.#data.push(value);
    }
    return null;
  }

  #dispatch() {
    const frame = { event: this.#event || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return empty ? null : frame;
  }
}
