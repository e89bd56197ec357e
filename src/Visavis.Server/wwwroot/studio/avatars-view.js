import { advice } from "./advice.js";

/** What the server does with a photo or clip, in words. */
const STAGES = {
  waiting: "Waiting for its turn…",
  decoding: "Opening the photo…",
  tracking: "Following the face through the clip…",
  looping: "Looking for the best loop…",
  finding: "Looking for the face…",
  checking: "Checking the face…",
  cutting: "Cutting out the person…",
  shaping: "Shaping the mouth…",
  painting: "Painting…",
  encoding: "Encoding the loop…",
  saving: "Saving…",
};

const KINDS = { studio_avatar: "Built in", photo_avatar: "From a photo", digital_twin: "From a clip" };

/** How often a look in the making is asked for, ms. */
const POLL_MS = 400;

/** How often one that waits for the person shown is asked for, ms. */
const CONSENT_POLL_MS = 2000;

/** What changes without the visitor doing anything. */
const UNFINISHED = ["processing", "pending_consent"];

/** How long a question waits for its answer, ms. */
const ASKED_MS = 4000;

/**
 * The grid of all looks, each alive while it is pointed at; the visitor's own can be made from a photo or clip, renamed and deleted.
 * Events: `chosen` {look} to speak with it, `changed` when there are others than before.
 */
export class AvatarsView extends EventTarget {
  #parts;
  #api = null;
  #looks = [];
  #making = new Map(); // look id → name of the file

  /** @param {HTMLElement} view */
  constructor(view) {
    super();
    const part = (name) => view.querySelector(`[data-part=${name}]`);
    this.#parts = { drop: part("drop"), file: part("file"), choose: part("choose"), list: part("list"), problem: part("problem"), agree: part("agree") };
    const { drop, file, choose } = this.#parts;
    choose.addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      this.#make([...file.files]);
      file.value = "";
    });
    for (const type of ["dragenter", "dragover"]) {
      drop.addEventListener(type, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.#make([...event.dataTransfer.files]);
    });
  }

  fill(api, looks) {
    this.#api = api;
    this.#looks = looks;
    this.#parts.problem.hidden = true;
    this.#draw();
    for (const look of looks.filter((look) => UNFINISHED.includes(look.status))) {
      this.#follow(look);
    }
  }

  #draw() {
    this.#parts.list.replaceChildren(...[...this.#looks].reverse().map((look) => this.#card(look)));
  }

  #replace(look) {
    const at = this.#looks.findIndex((other) => other.id === look.id);
    if (at < 0) {
      return;
    }
    this.#looks[at] = look;
    this.#parts.list.querySelector(`[data-look="${look.id}"]`)?.replaceWith(this.#card(look));
  }

  async #make(files) {
    this.#parts.problem.hidden = true;
    for (const file of files) {
      try {
        const asset = await this.#api.upload(file, () => {});
        const { avatar_item: look } = await this.#api.createAvatar({
          type: (asset.mime_type ?? file.type).startsWith("video/") ? "digital_twin" : "photo", name: file.name.replace(/\.[^.]*$/, "").slice(0, 100) || "My look", file: { type: "asset_id", asset_id: asset.asset_id },
        });
        this.#api.removeAsset(asset.asset_id).catch(() => {}); // the look has a copy
        this.#looks.push(look);
        this.#draw();
        this.#follow(look);
      } catch (error) {
        this.#say(`${file.name}: ${advice(error)}`);
      }
    }
  }

  async #follow(look) {
    if (this.#making.has(look.id)) {
      return;
    }
    this.#making.set(look.id, true);
    try {
      while (UNFINISHED.includes(look.status) && this.#looks.some((other) => other.id === look.id)) {
        await new Promise((done) => setTimeout(done, look.status === "processing" ? POLL_MS : CONSENT_POLL_MS));
        const { status, stage, progress } = look;
        look = await this.#api.look(look.id);
        if (look.status !== status || look.stage !== stage || look.progress !== progress) {
          this.#replace(look);
        }
      }
      this.dispatchEvent(new Event("changed"));
    } catch (error) {
      if (this.#looks.some((other) => other.id === look.id)) {
        this.#say(advice(error));
      }
    } finally {
      this.#making.delete(look.id);
    }
  }

  #card(look) {
    const card = element("article", "avatar-card");
    card.dataset.look = look.id;
    card.dataset.status = look.status ?? "completed";
    card.append(this.#picture(look), this.#about(look));
    return card;
  }

  #picture(look) {
    const frame = element("div", "avatar-picture");
    if (look.preview_image_url) {
      const still = Object.assign(element("img", ""), { src: look.preview_image_url, alt: "", loading: "lazy", decoding: "async" });
      const clip = Object.assign(element("video", ""), { muted: true, loop: true, playsInline: true, preload: "none", src: look.preview_video_url });
      frame.append(still, clip);
      frame.addEventListener("pointerenter", () => clip.play().then(() => frame.classList.add("alive")).catch(() => {}));
      frame.addEventListener("pointerleave", () => {
        clip.pause();
        frame.classList.remove("alive");
      });
    } else if (look.status === "processing") {
      frame.append(Object.assign(element("progress", ""), { max: 1, value: look.progress ?? 0, ariaLabel: `Making ${look.name}` }), element("span", "", STAGES[look.stage] ?? "Making the look…"));
    } else {
      frame.append(element("span", "", look.name.slice(0, 1)));
    }
    return frame;
  }

  #about(look) {
    const about = element("div", "about");
    about.append(element("strong", "", look.name), element("span", "hint", KINDS[look.avatar_type] ?? ""));
    if (look.error) {
      about.append(element("p", "problem", look.error.message));
    }
    const actions = element("div", "avatar-actions");
    if (!look.status || look.status === "completed") {
      actions.append(button("Speak", "primary", () => this.dispatchEvent(new CustomEvent("chosen", { detail: { look } }))));
    }
    if (look.status) {
      if (look.status === "pending_consent") {
        actions.append(button("Ask for consent", "", () => this.#ask(look)));
      }
      actions.append(button("Rename", "link", () => this.#rename(look, about)), certain("Delete", "Delete for ever?", () => this.#remove(look)));
    }
    about.append(actions);
    return about;
  }

  #rename(look, about) {
    const form = element("form", "avatar-rename");
    const input = Object.assign(element("input", ""), { value: look.name, maxLength: 100, ariaLabel: "Name" });
    form.append(input, Object.assign(element("button", "", "Save"), { type: "submit" }));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await this.#try(async () => {
        this.#replace(await this.#api.changeLook(look.id, { name: input.value.trim() }));
        this.dispatchEvent(new Event("changed"));
      });
    });
    about.querySelector("strong").replaceWith(form);
    input.select();
  }

  #remove(look) {
    return this.#try(async () => {
      await this.#api.removeLook(look.id);
      this.#looks = this.#looks.filter((other) => other.id !== look.id);
      this.#draw();
      this.dispatchEvent(new Event("changed"));
    });
  }

  #ask(look) {
    return this.#try(async () => {
      const { url } = await this.#api.askConsent(look.group_id);
      const { agree } = this.#parts;
      agree.replaceChildren("Send this page to the person shown; it lives for a day: ", Object.assign(element("a", "", url), { href: url, target: "_blank", rel: "noopener" }));
      agree.hidden = false;
    });
  }

  async #try(work) {
    this.#parts.problem.hidden = true;
    try {
      await work();
    } catch (error) {
      this.#say(advice(error));
    }
  }

  #say(text) {
    this.#parts.problem.textContent = text;
    this.#parts.problem.hidden = false;
  }
}

function button(text, className, press) {
  const made = Object.assign(element("button", className, text), { type: "button" });
  made.addEventListener("click", press);
  return made;
}

/** A button that asks back: only a second press within some seconds does it. */
function certain(text, question, press) {
  const made = button(text, "link", () => {
    if (made.textContent === question) {
      press();
      return;
    }
    made.textContent = question;
    setTimeout(() => (made.textContent = text), ASKED_MS);
  });
  return made;
}

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
