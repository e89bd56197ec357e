import { Session } from "./session.js";

/** How long the last picture stays before the presenter's still returns. */
const AFTERGLOW_MS = 700;

const ENDED = {
  final_marker: "Finished: everything was said.",
  idle_timeout: "The session ended because no new text came for a while. Press the button to begin again.",
  completed: "Finished.",
};

/**
 * The life of the one running session: it ties the session to player, captions, stage and meters.
 * Events: `change` (running or not), `notice` {text}, `problem` {error}.
 */
export class Conversation extends EventTarget {
  #player;
  #captions;
  #stage;
  #meters;
  #session = null;
  #attempt = 0;
  #busy = false;
  #endReason = null;
  #heard = false; // the first word has been reached
  #spent = false; // the player still holds an ended session

  constructor({ player, captions, stage, meters }) {
    super();
    this.#player = player;
    this.#captions = captions;
    this.#stage = stage;
    this.#meters = meters;
    player.addEventListener("first-frame", () => this.#began());
    player.addEventListener("frame", ({ detail }) => this.#frame(detail.mediaTime));
    player.addEventListener("stalled", () => this.#busy && (stage.state = "stalled"));
    player.addEventListener("muted", () => stage.askForSound(true));
    player.addEventListener("ended", () => this.#finished());
    player.addEventListener("failed", ({ detail }) => this.#failed(detail.error));
  }

  get isRunning() {
    return this.#busy;
  }

  /** Whether text can still be put into the running session. */
  get canInterrupt() {
    return this.#session?.isStream ?? false;
  }

  /** Ends what runs and opens a new session. @returns {Promise<Session|null>} null if it did not come about */
  async begin(api, request) {
    this.#leave();
    const attempt = ++this.#attempt;
    this.#setBusy(true);
    this.#captions.reset();
    this.#endReason = null;
    this.#heard = false;
    this.#stage.state = "starting";
    this.#notice("Starting…");
    this.#meters.created();
    this.unlock();
    try {
      const session = await Session.create(api, request);
      if (attempt !== this.#attempt) {
        session.cancel().catch(() => {});
        return null;
      }
      this.#follow(session);
      return session;
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#failed(error);
      }
      return null;
    }
  }

  /** To be called in a click or key press: lets a session that begins later be heard. */
  unlock() {
    this.#refresh();
    this.#player.unlock();
  }

  async interrupt(text) {
    const { spoken } = await this.#session.interrupt(text);
    this.#notice(spoken ? `Interrupted after “${lastWords(spoken)}”.` : "Interrupted before the first word.");
  }

  stop() {
    if (this.#busy) {
      this.#attempt++;
      this.#leave();
      this.#settle();
      this.#notice("Stopped.");
    }
  }

  /** The page goes away: nobody will watch, so the session need not run on. */
  abandon() {
    this.#session?.close(true);
  }

  #follow(session) {
    this.#session = session;
    const on = (type, act) => session.addEventListener(type, ({ detail }) => session === this.#session && act(detail));
    on("playable", ({ url }) => this.#player.load(url, {
      live: session.isStream, firstWord: () => this.#captions.firstStart,
    }));
    on("words", ({ words }) => this.#captions.append(words));
    on("status", (status) => this.#status(status));
    on("said", ({ reason }) => (this.#endReason = reason));
    on("refused", ({ error }) => this.#problem(error));
    on("silent", () => this.#notice("Captions are not available at the moment."));
    on("failed", ({ error }) => this.#failed(error));
    session.run();
    this.#changed();
  }

  #status({ status, error_message: message, end_reason: reason }) {
    if (status === "error") {
      this.#failed(new Error(message ?? "The session failed on the server. Press Speak to try again."));
    } else if (status === "completed") {
      this.#endReason = reason ?? this.#endReason;
      // The picture may have some seconds left; without a picture there is nothing to wait for.
      if (this.#stage.state === "starting") {
        this.#finished();
      }
    }
  }

  #began() {
    this.#meters.firstFrame();
    this.#stage.state = "live";
    this.#meters.follow(() => this.#player.figures());
  }

  #frame(mediaTime) {
    if (this.#stage.state === "stalled") {
      this.#stage.state = "live";
    }
    if (!this.#heard && mediaTime >= this.#captions.firstStart) {
      this.#heard = true;
      performance.mark("visavis:first-word");
    }
    this.#captions.show(mediaTime);
  }

  #finished() {
    if (this.#busy) {
      this.#session?.close();
      this.#notice(ENDED[this.#endReason] ?? ENDED.completed);
      this.#settle();
    }
  }

  #failed(error) {
    if (this.#busy) {
      this.#attempt++;
      this.#leave();
      this.#settle();
      this.#notice("Ready.");
      this.#problem(error);
    }
  }

  #leave() {
    const session = this.#session;
    this.#session = null;
    if (session && this.#busy) {
      session.cancel().catch(() => {}).finally(() => session.close());
    }
    this.#spent ||= this.#busy;
  }

  #refresh() {
    if (this.#spent) {
      this.#spent = false;
      this.#player.prepare();
    }
  }

  #settle() {
    this.#session = null;
    this.#meters.stop();
    this.#captions.reset();
    this.#stage.state = "idle";
    this.#stage.askForSound(false);
    this.#spent = true;
    this.#setBusy(false);
    setTimeout(() => !this.#busy && this.#refresh(), AFTERGLOW_MS);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #problem(error) {
    this.dispatchEvent(new CustomEvent("problem", { detail: { error } }));
  }

  #notice(text) {
    this.dispatchEvent(new CustomEvent("notice", { detail: { text } }));
  }
}

function lastWords(text) {
  const words = text.trim().split(/\s+/);
  return words.length > 6 ? `… ${words.slice(-6).join(" ")}` : words.join(" ");
}
