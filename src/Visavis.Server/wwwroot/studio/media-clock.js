/**
 * From the player's clock to media time (seconds since the start of the streamed sound, the scale of the words).
 * hls.js puts the first fragment it loads at that fragment's place in the playlist it saw and subtracts the
 * difference (initPTS) from every timestamp: a viewer of a sliding playlist who joins at media second 40 starts
 * near currentTime 0. Adding initPTS back gives media time. It can change at a discontinuity or when hls.js maps
 * drifted timestamps anew, so each value holds from the fragment it was found in.
 */
export class MediaClock {
  #offsets = [];

  /** @param {number} from currentTime at which the fragment begins  @param {number} initPts in units of timescale */
  learn(from, initPts, timescale) {
    this.#offsets = this.#offsets.filter((entry) => entry.from < from);
    this.#offsets.push({ from, offset: initPts / timescale });
  }

  /** Media seconds at the player's time. Before anything is known the two are taken as equal. */
  at(currentTime) {
    return currentTime + this.offset(currentTime);
  }

  offset(currentTime) {
    const known = this.#offsets.findLast((entry) => entry.from <= currentTime) ?? this.#offsets[0];
    return known ? known.offset : 0;
  }
}
