import { Recorder } from "./recorder.js";

/** What the server takes by default; it has the last word. */
const LARGEST_BYTES = 50e6;

/**
 * Takes sound that the visitor drops, chooses or records, and plays it back to them. Events: `change`,
 * `refused` {error}.
 */
export class SoundBox extends EventTarget {
  #box;
  #parts;
  #file = null;
  #url = null;
  #recorder = null;

  /** @param {HTMLElement} box */
  constructor(box) {
    super();
    this.#box = box;
    const part = (name) => box.querySelector(`[data-part=${name}]`);
    this.#parts = { input: part("file"), choose: part("choose"), record: part("record"), remove: part("remove"), listen: part("listen"), name: part("name") };
    this.#parts.choose.addEventListener("click", () => this.#parts.input.click());
    this.#parts.input.addEventListener("change", () => this.#take(this.#parts.input.files[0]));
    this.#parts.record.addEventListener("click", () => this.#record());
    this.#parts.record.hidden = !Recorder.isSupported;
    this.#parts.remove.addEventListener("click", () => this.#take(null));
    for (const type of ["dragover", "dragleave", "drop"]) {
      box.addEventListener(type, (event) => this.#dragged(event));
    }
  }

  /** @returns {File|null} */
  get file() {
    return this.#file;
  }

  get isRecording() {
    return this.#recorder !== null;
  }

  /** While a session takes this sound, it stays. */
  set locked(locked) {
    for (const part of ["choose", "record", "remove"]) {
      this.#parts[part].disabled = locked;
    }
  }

  #dragged(event) {
    event.preventDefault();
    this.#box.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop" && !this.#parts.choose.disabled && event.dataTransfer.files.length > 0) {
      this.#take(event.dataTransfer.files[0]);
    }
  }

  async #record() {
    if (this.#recorder) {
      this.#recorder.stop();
      return;
    }
    try {
      this.#recorder = await Recorder.start((seconds) => (this.#parts.record.textContent = `Stop (${clock(seconds)})`));
      this.#box.classList.add("recording");
      this.#changed();
      const file = await this.#recorder.file;
      this.#recorder = null;
      this.#take(file);
    } catch (error) {
      this.#recorder = null;
      this.#refuse(error.name === "NotAllowedError" ? "The microphone is not allowed: permit it in the address bar, or choose a file." : `The microphone cannot be used: ${error.message}`);
    }
    this.#box.classList.remove("recording");
    this.#parts.record.textContent = "Record";
    this.#changed();
  }

  #take(file) {
    this.#parts.input.value = "";
    if (file && file.size === 0) {
      this.#refuse(`${file.name} is empty.`);
      return;
    }
    if (file && file.size > LARGEST_BYTES) {
      this.#refuse(`${file.name} has ${megabytes(file.size)}; up to ${megabytes(LARGEST_BYTES)} can be sent.`);
      return;
    }
    this.#file = file ?? null;
    if (this.#url) {
      URL.revokeObjectURL(this.#url);
    }
    this.#url = file ? URL.createObjectURL(file) : null;
    this.#show();
    this.#changed();
  }

  #show() {
    const { listen, name, remove } = this.#parts;
    this.#box.classList.toggle("filled", this.#file !== null);
    listen.hidden = remove.hidden = this.#file === null;
    name.textContent = this.#file ? `${this.#file.name} · ${megabytes(this.#file.size)}` : "Drop a sound file here";
    if (this.#url) {
      listen.src = this.#url;
    } else {
      listen.removeAttribute("src");
    }
  }

  #refuse(message) {
    this.dispatchEvent(new CustomEvent("refused", { detail: { error: new Error(message) } }));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

function megabytes(bytes) {
  return bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
