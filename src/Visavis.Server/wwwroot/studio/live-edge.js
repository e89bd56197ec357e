/** Playback rates the ear takes for normal; measured: outside of them the pitch-keeping stretch is heard. */
const SLOWEST = 0.95;
const FASTEST = 1.06;

/** Chromium halts with 0.1–0.2 s still buffered; targets under 0.15 s stalled again and again. */
const TARGET_SECONDS = 0.3;
const HIGHEST_TARGET_SECONDS = 0.6;
const STALL_STEP_SECONDS = 0.1;

/** Errors of the buffer that are left alone: the rate should rest at 1. */
const DEAD_ZONE_SECONDS = 0.04;

/** Rate change for each second of error. */
const GAIN = 0.4;

/** The buffer saws by one part (200 ms); only its smallest value over some parts tells how safe playback is. */
const WINDOW_MS = 1000;

/**
 * Holds a live stream close behind its edge by the playback rate alone. A seek costs 1.7–1.9 s once the stream
 * runs, so there is only one, right after the first frame (`seekTarget`).
 */
export class LiveEdge {
  #samples = [];
  #target = TARGET_SECONDS;

  get target() {
    return this.#target;
  }

  /** The smallest buffer within the last second, in seconds. */
  get smallest() {
    return this.#samples.reduce((least, sample) => Math.min(least, sample.ahead), Infinity);
  }

  /** @param {number} nowMs  @param {number} ahead seconds buffered beyond the playhead  @returns {number} rate */
  observe(nowMs, ahead) {
    this.#samples.push({ nowMs, ahead });
    while (this.#samples[0].nowMs < nowMs - WINDOW_MS) {
      this.#samples.shift();
    }
    const error = this.smallest - this.#target;
    if (Math.abs(error) <= DEAD_ZONE_SECONDS) {
      return 1;
    }
    const rate = 1 + GAIN * (error - Math.sign(error) * DEAD_ZONE_SECONDS);
    return Math.round(Math.min(FASTEST, Math.max(SLOWEST, rate)) * 100) / 100;
  }

  /** Playback ran dry: hold more from now on. */
  stalled() {
    this.#target = Math.min(HIGHEST_TARGET_SECONDS, this.#target + STALL_STEP_SECONDS);
    this.#samples = [];
  }
}

/**
 * Where to jump once the first frame is there; null if it is not worth it. Never past the first word.
 * @param {number} current  playhead
 * @param {number} edge     end of the buffer
 * @param {number} firstWord the first word's start on the player's clock, Infinity if unknown
 */
export function seekTarget(current, edge, firstWord, hold = TARGET_SECONDS) {
  const target = Math.min(edge - hold, firstWord - 0.1);
  return target - current > 0.15 ? target : null;
}
