const STORED_LOOK = "visavis.look";

/** The presenter cards and the voice list. Event: `change`. */
export class Choices extends EventTarget {
  #cards;
  #voiceList;
  #sample;
  #looks = [];
  #voices = [];

  /** @param {{cards: HTMLElement, voices: HTMLSelectElement, sample: HTMLButtonElement}} parts */
  constructor({ cards, voices, sample }) {
    super();
    this.#cards = cards;
    this.#voiceList = voices;
    this.#sample = sample;
    cards.addEventListener("change", () => this.#lookChosen());
    voices.addEventListener("change", () => this.#voiceChosen());
    sample.addEventListener("click", () => new Audio(this.voice.preview_audio_url).play().catch(() => {}));
  }

  get look() {
    const id = this.#cards.querySelector("input:checked")?.value;
    return this.#looks.find((look) => look.id === id) ?? null;
  }

  set look(look) {
    const input = this.#cards.querySelector(`input[value="${look.id}"]`);
    if (input) {
      input.checked = true;
      this.#lookChosen();
    }
  }

  /** Other looks; the chosen one stays if it is among them. */
  set looks(looks) {
    const voice = this.#voiceList.value;
    this.#looks = looks;
    this.#fillCards();
    this.#lookChosen();
    this.#voiceList.value = voice;
    this.#voiceChosen();
  }

  get voice() {
    return this.#voices.find((voice) => voice.voice_id === this.#voiceList.value) ?? null;
  }

  set voice(voice) {
    this.#voiceList.value = voice.voice_id;
    this.#voiceChosen();
  }

  fill(looks, voices) {
    this.#looks = looks;
    this.#voices = voices;
    this.#fillVoices();
    this.#fillCards();
    this.#lookChosen();
  }

  #fillCards() {
    const stored = localStorage.getItem(STORED_LOOK);
    const first = this.#looks.find((look) => look.id === stored) ?? this.#looks[0];
    this.#cards.replaceChildren(...this.#looks.map((look) => card(look, look === first)));
  }

  #fillVoices() {
    const byLanguage = Map.groupBy(this.#voices, (voice) => voice.language);
    const groups = [...byLanguage].sort(([a], [b]) => (a === "English" ? -1 : b === "English" ? 1 : a.localeCompare(b)));
    this.#voiceList.replaceChildren(...groups.map(([language, voices]) => {
      const group = document.createElement("optgroup");
      group.label = language;
      const sorted = voices.toSorted((a, b) => (a.gender ?? "").localeCompare(b.gender ?? ""));
      group.append(...sorted.map((voice) => new Option(voiceLabel(voice), voice.voice_id)));
      return group;
    }));
    this.#voiceList.disabled = this.#voices.length === 0;
  }

  // A presenter brings a voice of their own; another can be chosen afterwards.
  #lookChosen() {
    const look = this.look;
    if (look) {
      localStorage.setItem(STORED_LOOK, look.id);
      if (this.#voices.some((voice) => voice.voice_id === look.default_voice_id)) {
        this.#voiceList.value = look.default_voice_id;
      }
    }
    this.#voiceChosen();
  }

  #voiceChosen() {
    this.#sample.hidden = !this.voice?.preview_audio_url;
    this.dispatchEvent(new Event("change"));
  }
}

function card(look, checked) {
  const label = document.createElement("label");
  label.className = "card";
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "look", value: look.id, checked });
  const picture = document.createElement(look.preview_image_url ? "img" : "span");
  picture.className = "portrait";
  if (look.preview_image_url) {
    Object.assign(picture, { src: look.preview_image_url, alt: "", loading: "lazy", decoding: "async" });
  } else {
    picture.textContent = look.name.slice(0, 1);
  }
  const name = Object.assign(document.createElement("span"), { className: "name", textContent: look.name });
  label.append(input, picture, name);
  return label;
}

function voiceLabel(voice) {
  return ["female", "male"].includes(voice.gender) ? `${voice.name} (${voice.gender})` : voice.name;
}
