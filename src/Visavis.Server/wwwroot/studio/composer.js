/** Longest script in one request, and all text of a streamed session, in characters: the API's limits. */
const SCRIPT_CHARACTERS = 5000;
const STREAM_CHARACTERS = 45000;

const STORED_MODE = "visavis.mode";

const ANSWER = `**Streaming** means the answer starts before it is finished. As soon as the first clause is here, I begin to speak, and the rest is said while it is still being written.

That is why nobody has to wait: not for the whole text, not for the whole voice, and not for the whole video.`;

/** The ways to say what is to be said: what each shows, and how much it takes. */
export const MODES = {
  script: {
    type: "tts", action: "Speak", again: "Speak again", limit: SCRIPT_CHARACTERS, placeholder: "What should be said?",
    hint: "One text, spoken from start to end.",
  },
  live: {
    type: "text_stream", action: "Go live", again: "Go live", limit: STREAM_CHARACTERS, placeholder: "Press Go live, then type. Every word is spoken as soon as it is finished.",
    hint: "Words are spoken while you type. What has been sent cannot be changed.",
  },
  llm: {
    type: "text_stream", action: "Play answer", again: "Play again", limit: STREAM_CHARACTERS, placeholder: "Paste an answer of a language model.",
    hint: "The answer arrives token by token, as from a language model.",
  },
  sound: {
    type: "audio", action: "Speak", again: "Speak again", limit: SCRIPT_CHARACTERS, placeholder: "",
    hint: "Speech in any language, up to ten minutes: mp3, wav, m4a, ogg, opus, flac, webm or mp4.",
  },
};

/** The text field with its modes and counter; each mode keeps its own text. Event: `change`. */
export class Composer extends EventTarget {
  #field;
  #counter;
  #hint;
  #radios;
  #panel;
  #texts = { script: "", live: "", llm: ANSWER, sound: "" };
  #mode = "script";
  #greeting = "";

  /** @param {HTMLElement} panel */
  constructor(panel) {
    super();
    this.#panel = panel;
    this.#field = panel.querySelector("textarea");
    this.#counter = panel.querySelector("[data-part=counter]");
    this.#hint = panel.querySelector("[data-part=hint]");
    this.#radios = [...panel.querySelectorAll("[name=mode]")];
    this.#field.addEventListener("input", () => this.#textChanged());
    for (const radio of this.#radios) {
      radio.addEventListener("change", () => this.#choose(radio.value));
    }
    const stored = localStorage.getItem(STORED_MODE);
    this.#choose(stored in MODES ? stored : "script");
  }

  get field() {
    return this.#field;
  }

  get mode() {
    return this.#mode;
  }

  get text() {
    return this.#field.value;
  }

  get isTooLong() {
    return this.text.length > MODES[this.#mode].limit;
  }

  /** The script as long as the visitor has not written one. */
  set greeting(text) {
    if (this.#texts.script === this.#greeting) {
      this.#texts.script = text;
      if (this.#mode === "script") {
        this.#field.value = text;
        this.#textChanged();
      }
    }
    this.#greeting = text;
  }

  /** Empties the field. */
  clear() {
    this.#field.value = "";
    this.#textChanged();
  }

  /** While a session takes its text from here, the mode stays. */
  set locked(locked) {
    for (const radio of this.#radios) {
      radio.disabled = locked && !radio.checked;
    }
  }

  #choose(mode) {
    this.#texts[this.#mode] = this.#field.value || this.#texts[this.#mode];
    this.#mode = mode;
    localStorage.setItem(STORED_MODE, mode);
    this.#panel.dataset.mode = mode;
    this.#radios.find((radio) => radio.value === mode).checked = true;
    this.#field.value = this.#texts[mode];
    this.#field.placeholder = MODES[mode].placeholder;
    this.#hint.textContent = MODES[mode].hint;
    this.#textChanged();
  }

  #textChanged() {
    this.#texts[this.#mode] = this.text;
    const { limit } = MODES[this.#mode];
    this.#counter.textContent = `${this.text.length.toLocaleString("en")} / ${limit.toLocaleString("en")}`;
    this.#counter.classList.toggle("over", this.isTooLong);
    this.#field.setAttribute("aria-invalid", String(this.isTooLong));
    this.dispatchEvent(new Event("change"));
  }
}
