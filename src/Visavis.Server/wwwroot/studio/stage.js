const STORED_CAPTIONS = "visavis.captions";

/** What each state looks like: the chip's text and whether the picture is live. */
const STATES = {
  idle: { chip: "", live: false },
  listening: { chip: "Listening to your keyboard", live: false },
  starting: { chip: "Starting", live: false },
  live: { chip: "Live", live: true },
  stalled: { chip: "Buffering", live: true },
};

/** The frame with the face: poster, picture, captions and the buttons over it. */
export class Stage {
  #stage;
  #parts;

  /** @param {HTMLElement} stage  @param {HTMLVideoElement} video */
  constructor(stage, video) {
    this.#stage = stage;
    const part = (name) => stage.querySelector(`[data-part=${name}]`);
    this.#parts = {
      poster: part("poster"), chip: part("chip"), sound: part("sound"), captions: part("captions"), full: part("full"),
    };
    this.#parts.sound.addEventListener("click", () => {
      video.muted = false;
      this.askForSound(false);
      video.play().catch(() => {});
    });
    this.#parts.captions.addEventListener("click", () => this.#showCaptions(stage.dataset.captions !== "on"));
    this.#showCaptions(localStorage.getItem(STORED_CAPTIONS) !== "off");
    this.#parts.full.hidden = !document.fullscreenEnabled;
    this.#parts.full.addEventListener("click", () =>
      document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen());
    this.state = "idle";
  }

  /** @param {keyof STATES} name */
  set state(name) {
    this.#stage.dataset.state = name;
    this.#stage.toggleAttribute("data-live", STATES[name].live);
    this.#parts.chip.textContent = STATES[name].chip;
    this.#parts.chip.hidden = !STATES[name].chip;
  }

  get state() {
    return this.#stage.dataset.state;
  }

  /** The presenter who waits. */
  set presenter(look) {
    const { poster } = this.#parts;
    if (look?.preview_image_url) {
      poster.src = look.preview_image_url;
      poster.alt = `${look.name}, the presenter`;
    }
    poster.hidden = !look?.preview_image_url;
  }

  /** Brings the face into sight. */
  reveal() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#stage.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  }

  askForSound(muted) {
    this.#parts.sound.hidden = !muted;
  }

  #showCaptions(on) {
    this.#stage.dataset.captions = on ? "on" : "off";
    this.#parts.captions.setAttribute("aria-pressed", String(on));
    localStorage.setItem(STORED_CAPTIONS, on ? "on" : "off");
  }
}
