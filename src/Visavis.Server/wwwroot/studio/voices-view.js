import { advice } from "./advice.js";

/** Said by voices without a preview of their own. */
const ANYTHING = "One, two, three.";

/**
 * The grid of all voices: found by language, gender and name, heard by a press, with the visitor's own text if there is one.
 * Event: `chosen` {voice}.
 */
export class VoicesView extends EventTarget {
  #parts;
  #voices = [];
  #api = null;
  #playing = null; // { audio, card, abort }
  #spoken = new Map(); // "voice text" → URL, so that a second press costs nothing

  /** @param {HTMLElement} view */
  constructor(view) {
    super();
    const part = (name) => view.querySelector(`[data-part=${name}]`);
    this.#parts = { language: part("language"), gender: part("gender"), search: part("search"), text: part("text"), list: part("list"), count: part("count"), problem: part("problem") };
    for (const name of ["language", "gender", "search"]) {
      this.#parts[name].addEventListener("input", () => this.#draw());
    }
  }

  fill(api, voices) {
    this.#api = api;
    this.#voices = voices;
    this.#spoken.clear();
    const { language } = this.#parts;
    const chosen = language.value;
    const languages = [...new Set(voices.map((voice) => voice.language))].sort(englishFirst);
    language.replaceChildren(new Option(`All ${languages.length} languages`, ""), ...languages.map((name) => new Option(name, name)));
    language.value = languages.includes(chosen) ? chosen : "";
    this.#draw();
  }

  /** Stops what is heard. */
  hush() {
    const playing = this.#playing;
    this.#playing = null;
    if (playing) {
      playing.abort.abort();
      playing.audio.pause();
      playing.card.dataset.state = "";
      playing.card.querySelector(".play").textContent = "Play";
    }
  }

  #draw() {
    this.hush();
    const { language, gender, search, list, count } = this.#parts;
    const wanted = search.value.trim().toLowerCase();
    const found = this.#voices.filter((voice) =>
      (!language.value || voice.language === language.value)
      && (!gender.value || voice.gender === gender.value)
      && (!wanted || `${voice.name} ${voice.voice_id} ${voice.language}`.toLowerCase().includes(wanted)));
    const groups = [...Map.groupBy(found, (voice) => voice.language)].sort(([a], [b]) => englishFirst(a, b));
    list.replaceChildren(...groups.map(([name, voices]) => this.#group(name, voices)));
    count.textContent = found.length === 0 ? "No voice is like that." : `${found.length} of ${this.#voices.length} voices`;
  }

  #group(language, voices) {
    const group = element("section", "voice-group");
    const cards = element("div", "voice-cards");
    cards.append(...voices.map((voice) => this.#card(voice)));
    group.append(element("h3", "", language), cards);
    return group;
  }

  #card(voice) {
    const card = element("article", "voice-card");
    const play = element("button", "play", "Play");
    play.type = "button";
    play.setAttribute("aria-label", `Play ${voice.name}`);
    play.addEventListener("click", () => this.#toggle(voice, card));
    const use = element("button", "link", "Use in the playground");
    use.type = "button";
    use.addEventListener("click", () => this.dispatchEvent(new CustomEvent("chosen", { detail: { voice } })));
    const about = element("div", "about");
    about.append(element("strong", "", voice.name), element("span", "", [voice.gender, voice.voice_id].filter(Boolean).join(" · ")), use);
    card.append(play, about);
    card.dataset.voice = voice.voice_id;
    return card;
  }

  async #toggle(voice, card) {
    const again = this.#playing?.card === card;
    this.hush();
    this.#parts.problem.hidden = true;
    if (again) {
      return;
    }
    const playing = { audio: new Audio(), card, abort: new AbortController() };
    this.#playing = playing;
    card.dataset.state = "loading";
    card.querySelector(".play").textContent = "Stop";
    try {
      playing.audio.src = await this.#soundOf(voice, playing.abort.signal);
      if (this.#playing !== playing) {
        return;
      }
      playing.audio.addEventListener("ended", () => this.#playing === playing && this.hush());
      await playing.audio.play();
      card.dataset.state = "playing";
    } catch (error) {
      if (this.#playing === playing) {
        this.hush();
        this.#parts.problem.textContent = `${voice.name}: ${advice(error)}`;
        this.#parts.problem.hidden = false;
      }
    }
  }

  async #soundOf(voice, signal) {
    const text = this.#parts.text.value.trim();
    if (!text && voice.preview_audio_url) {
      return voice.preview_audio_url;
    }
    const key = `${voice.voice_id} ${text}`;
    if (!this.#spoken.has(key)) {
      const { audio_url: url } = await this.#api.speech({ voice_id: voice.voice_id, text: text || ANYTHING }, signal);
      this.#spoken.set(key, url);
    }
    return this.#spoken.get(key);
  }
}

function englishFirst(a, b) {
  return a === "English" ? -1 : b === "English" ? 1 : a.localeCompare(b);
}

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
