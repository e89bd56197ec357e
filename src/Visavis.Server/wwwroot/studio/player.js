import { watchFrames } from "./frames.js";
import { LiveEdge, seekTarget } from "./live-edge.js";
import { MediaClock } from "./media-clock.js";

const CONTROL_MS = 100;

/** How the edge is joined: looked at this often, this close to the playlist's end, at the latest after this long. */
const JOIN_MS = 30;
const JOIN_SLACK_SECONDS = 0.05;
const JOIN_LIMIT_MS = 600;

/** Starting hls.js's worker is most of the difference between 0.46 s and 0.85 s to the first frame. */
const HLS_OPTIONS = {
  enableWorker: false,
  lowLatencyMode: true,
  testBandwidth: false,
  startFragPrefetch: true,
  backBufferLength: 20,
  maxLiveSyncPlaybackRate: 1,
  liveDurationInfinity: true,
};

/**
 * Plays one session at a time in a video element. Events: `first-frame`, `frame` {mediaTime}, `stalled`, `ended`,
 * `muted` (the browser refused sound), `failed` {error}.
 */
export class Player extends EventTarget {
  #video;
  #hls = null;
  #clock = new MediaClock();
  #edge = null;
  #firstWord = () => Infinity;
  #timer = 0;
  #stopFrames = () => {};
  #started = false;
  #recovered = false;

  constructor(video) {
    super();
    this.#video = video;
    video.addEventListener("ended", () => this.#tell("ended"));
    video.addEventListener("waiting", () => this.#ranDry());
    video.addEventListener("error", () => this.#videoFailed());
    this.prepare();
  }

  /** Makes everything ready that can be before there is an address: hls.js, an open MediaSource, known codecs. */
  prepare() {
    this.#reset();
    if (!window.Hls?.isSupported()) {
      this.#video.removeAttribute("src");
      this.#video.load();
      return;
    }
    const hls = new Hls(HLS_OPTIONS);
    hls.on(Hls.Events.INIT_PTS_FOUND, (_, { frag, initPTS, timescale }) => this.#clock.learn(frag.start, initPTS, timescale));
    hls.on(Hls.Events.ERROR, (_, data) => data.fatal && this.#streamFailed(hls, data));
    hls.attachMedia(this.#video);
    this.#hls = hls;
    window.MediaSource?.isTypeSupported('video/mp4; codecs="avc1.64001f,mp4a.40.2"');
  }

  /** Must be called in a click or key press: it is what lets the sound play later. */
  unlock() {
    this.#video.muted = false;
    this.#video.play().catch((error) => this.#playRefused(error));
  }

  /**
   * @param {string} masterUrl  as the API tells it
   * @param {{live: boolean, firstWord: () => number}} how  live: stay at the edge; firstWord: media time of the first word
   */
  load(masterUrl, { live, firstWord }) {
    // The media playlist saves a request and a parse. Both carry the same media.
    const url = masterUrl.replace(/\/master\.m3u8(?=$|\?)/, "/media.m3u8");
    this.#edge = live ? new LiveEdge() : null;
    this.#firstWord = firstWord;
    if (this.#hls) {
      // A live stream too starts at its beginning, which is one second old: the first part shows a picture at once,
      // while hls.js's own way into the live edge fetches some parts twice and seeks before the first frame.
      this.#hls.config.startPosition = 0;
      this.#hls.loadSource(url);
    } else {
      this.#video.src = masterUrl; // players with HLS of their own
    }
    this.#video.play().catch((error) => this.#playRefused(error));
    this.#stopFrames = watchFrames(this.#video, (time) => this.#shown(time));
  }

  /** The figures of this moment, in seconds; null where unknown. */
  figures() {
    const video = this.#video;
    const playing = this.#hls?.playingDate ?? null;
    return {
      buffer: this.#started ? this.#ahead() : null,
      latency: this.#started && playing ? (Date.now() - playing.getTime()) / 1000 : null,
      rate: video.playbackRate,
      position: this.#started ? this.#clock.at(video.currentTime) : null,
    };
  }

  #shown(time) {
    if (!this.#started) {
      this.#began();
    }
    this.#tell("frame", { mediaTime: this.#clock.at(time) });
  }

  #began() {
    this.#started = true;
    this.#tell("first-frame");
    if (this.#edge) {
      const deadline = performance.now() + JOIN_LIMIT_MS;
      this.#timer = setInterval(() => this.#join(deadline), JOIN_MS);
    }
  }

  // The one seek, as soon as what the server had at the start is here.
  #join(deadline) {
    const { currentTime } = this.#video;
    const newest = this.#hls?.latestLevelDetails?.edge ?? 0;
    if (currentTime + this.#ahead() < newest - JOIN_SLACK_SECONDS && performance.now() < deadline) {
      return;
    }
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#control(), CONTROL_MS);
    const firstWord = this.#firstWord() - this.#clock.offset(currentTime);
    const target = seekTarget(currentTime, currentTime + this.#ahead(), firstWord);
    if (target !== null) {
      this.#video.currentTime = target;
    }
  }

  #control() {
    if (this.#video.paused || this.#video.seeking || this.#video.ended) {
      return;
    }
    const rate = this.#edge.observe(performance.now(), this.#ahead());
    if (rate !== this.#video.playbackRate) {
      this.#video.playbackRate = rate;
    }
  }

  #ranDry() {
    if (this.#started && !this.#video.seeking && !this.#video.ended) {
      this.#edge?.stalled();
      this.#tell("stalled");
    }
  }

  #ahead() {
    const { buffered, currentTime } = this.#video;
    for (let range = buffered.length - 1; range >= 0; range--) {
      if (buffered.start(range) <= currentTime + 0.05) {
        return Math.max(0, buffered.end(range) - currentTime);
      }
    }
    return 0;
  }

  #playRefused(error) {
    if (error.name === "NotAllowedError" && !this.#video.muted) {
      this.#video.muted = true;
      this.#tell("muted");
      this.#video.play().catch(() => {});
    }
  }

  #streamFailed(hls, data) {
    if (hls !== this.#hls) {
      return;
    }
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !this.#recovered) {
      this.#recovered = true;
      hls.recoverMediaError();
      return;
    }
    this.#fail(data.type === Hls.ErrorTypes.NETWORK_ERROR
      ? "The video stopped coming from the server. Press Speak to try again."
      : `The browser could not play the video (${data.details}). Press Speak to try again.`);
  }

  #videoFailed() {
    if (!this.#hls && this.#video.error) {
      this.#fail("The browser could not play the video. Press Speak to try again.");
    }
  }

  #fail(message) {
    this.#tell("failed", { error: new Error(message) });
  }

  #reset() {
    clearInterval(this.#timer);
    this.#stopFrames();
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.playbackRate = 1;
    this.#clock = new MediaClock();
    this.#edge = null;
    this.#started = false;
    this.#recovered = false;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
