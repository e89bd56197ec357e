/** Longer sound is refused by the server's default limit. */
const LONGEST_SECONDS = 600;

/** Formats that browsers record and the server reads, best first: Chromium and Firefox know the first, Safari the last. */
const FORMATS = [
  { type: "audio/webm;codecs=opus", ending: "webm" },
  { type: "audio/ogg;codecs=opus", ending: "ogg" },
  { type: "audio/mp4", ending: "m4a" },
];

/** One recording of the microphone. */
export class Recorder {
  #media;
  #stream;
  #ticks;

  /** The finished recording; fails where nothing was recorded. @type {Promise<File>} */
  file;

  static get isSupported() {
    return Boolean(navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder);
  }

  /** Asks for the microphone and begins. @param {(seconds: number) => void} onTick  about four times a second */
  static async start(onTick) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
    return new Recorder(stream, onTick);
  }

  constructor(stream, onTick) {
    const { type, ending } = FORMATS.find((format) => MediaRecorder.isTypeSupported(format.type)) ?? FORMATS.at(-1);
    this.#stream = stream;
    this.#media = new MediaRecorder(stream, { mimeType: type });
    this.file = this.#collect(type, ending);
    this.#media.start();
    const began = performance.now();
    onTick(0);
    this.#ticks = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      onTick(seconds);
      if (seconds >= LONGEST_SECONDS) {
        this.stop();
      }
    }, 250);
  }

  stop() {
    clearInterval(this.#ticks);
    if (this.#media.state !== "inactive") {
      this.#media.stop();
    }
    this.#stream.getTracks().forEach((track) => track.stop());
  }

  #collect(type, ending) {
    const pieces = [];
    return new Promise((done, failed) => {
      this.#media.addEventListener("dataavailable", ({ data }) => pieces.push(data));
      this.#media.addEventListener("error", ({ error }) => (this.stop(), failed(error ?? new Error("the recording failed"))));
      this.#media.addEventListener("stop", () => done(new File(pieces, `Recording.${ending}`, { type })));
    });
  }
}
