const REFRESH_MS = 250;

/** The row of live figures below the face. */
export class Meters {
  #cells;
  #timer = 0;
  #createdAt = 0;

  /** @param {Record<"first"|"latency"|"buffer", HTMLElement>} cells */
  constructor(cells) {
    this.#cells = cells;
  }

  /** The moment Speak was pressed: the zero of the time to first frame. */
  created() {
    this.#createdAt = performance.now();
    performance.mark("visavis:create");
    this.#write("first", "…");
    this.#write("latency", "–");
    this.#write("buffer", "–");
  }

  firstFrame() {
    const ms = Math.round(performance.now() - this.#createdAt);
    performance.mark("visavis:first-frame");
    this.#cells.first.dataset.ms = ms;
    this.#write("first", ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(2)} s`);
  }

  /** @param {() => {latency: number|null, buffer: number|null}} read */
  follow(read) {
    this.stop();
    this.#timer = setInterval(() => {
      const { latency, buffer } = read();
      // A script is made ahead of the clock; then nothing is late.
      this.#write("latency", latency === null ? "–" : latency < 0 ? "ahead" : seconds(latency));
      this.#write("buffer", buffer === null ? "–" : seconds(buffer));
    }, REFRESH_MS);
  }

  stop() {
    clearInterval(this.#timer);
    if (this.#cells.first.textContent === "…") {
      this.#write("first", "–");
    }
  }

  #write(cell, text) {
    if (this.#cells[cell].textContent !== text) {
      this.#cells[cell].textContent = text;
    }
  }
}

function seconds(value) {
  return `${value.toFixed(2)} s`;
}
