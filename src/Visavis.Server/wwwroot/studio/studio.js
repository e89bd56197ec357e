import { advice } from "./advice.js";
import { Api } from "./api.js";
import { AvatarsView } from "./avatars-view.js";
import { Captions } from "./captions.js";
import { Choices } from "./choices.js";
import { CodePanel } from "./code-panel.js";
import { Composer, MODES } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Feed } from "./feed.js";
import { LiveTyping } from "./live-typing.js";
import { AnswerPlayback } from "./llm.js";
import { Meters } from "./meters.js";
import { Player } from "./player.js";
import { SignIn } from "./sign-in.js";
import { SoundBox } from "./sound-box.js";
import { SoundUpload } from "./sound-upload.js";
import { Stage } from "./stage.js";
import { ThemeToggle } from "./theme-toggle.js";
import { isSpeakable } from "./typed-words.js";
import { Views } from "./views.js";
import { VoicesView } from "./voices-view.js";

const byId = (id) => document.getElementById(id);

const video = byId("video");
const player = new Player(video);
const captions = new Captions(byId("captions"));
const stage = new Stage(byId("stage"), video);
const meters = new Meters({ first: byId("meter-first"), latency: byId("meter-latency"), buffer: byId("meter-buffer") });
const conversation = new Conversation({ player, captions, stage, meters });
const choices = new Choices({ cards: byId("cards"), voices: byId("voice"), sample: byId("voice-sample") });
const composer = new Composer(byId("composer"));
const sound = new SoundBox(byId("sound"));
const codePanel = new CodePanel(byId("code"));
const voicesView = new VoicesView(byId("voices-view"));
const avatarsView = new AvatarsView(byId("avatars-view"));
const views = new Views(byId("views"), { playground: byId("studio"), avatars: byId("avatars-view"), voices: byId("voices-view") });
const signIn = new SignIn(byId("sign-in"), opened);
new ThemeToggle(byId("theme"));

const speak = byId("speak");
const stop = byId("stop");
const interruption = byId("interruption");
const rate = byId("rate");
const progress = byId("progress");

let api = null;
let source = null; // what feeds the running session: LiveTyping, AnswerPlayback or SoundUpload
let typed = ""; // what was typed into the last live session

/* Signing in */

async function opened(credential) {
  api = new Api(location.origin, credential);
  codePanel.credential = credential;
  views.open = true;
  byId("sign-out").hidden = false;
  await loadChoices();
  if (matchMedia("(hover: hover)").matches) {
    composer.field.focus({ preventScroll: true }); // on a phone it would open the keyboard over the face
  }
}

function signOut(message) {
  endSource();
  conversation.stop();
  api = null;
  codePanel.credential = null;
  voicesView.hush();
  views.open = false;
  byId("sign-out").hidden = true;
  signIn.ask(message);
}

async function loadChoices() {
  byId("choices").setAttribute("aria-busy", "true");
  byId("no-choices").hidden = true;
  notice("Loading…");
  try {
    const [looks, voices] = await Promise.all([api.looks(), api.voices()]);
    choices.fill(looks.filter(isReady), voices);
    avatarsView.fill(api, looks);
    voicesView.fill(api, voices);
    byId("no-choices").hidden = looks.length > 0 && voices.length > 0;
    notice("Ready.");
  } catch (error) {
    byId("no-choices").hidden = false;
    notice("");
    problem(error);
  } finally {
    byId("choices").removeAttribute("aria-busy");
  }
}

/** Built-in looks have no status. */
function isReady(look) {
  return !look.status || look.status === "completed";
}

/** Others than before: the playground shows them too. */
async function looksChanged() {
  try {
    choices.looks = (await api.looks()).filter(isReady);
  } catch (error) {
    problem(error);
  }
}

/* Speaking */

function request(text) {
  return { type: MODES[composer.mode].type, avatar_id: choices.look.id, voice_id: choices.voice.voice_id, text };
}

function begin() {
  if (speak.disabled) {
    return;
  }
  dismiss();
  stage.reveal();
  const { mode, text } = composer;
  if (mode === "live" && source instanceof LiveTyping) {
    source.end();
    endSource();
    notice("That was the last word. The session ends when it has been said.");
    update();
    return;
  }
  endSource();
  if (mode === "script") {
    conversation.begin(api, request(text));
  } else if (mode === "llm") {
    const feed = new Feed((seed) => conversation.begin(api, request(seed)));
    source = new AnswerPlayback(text, feed, () => rate.valueAsNumber, (share) => (progress.value = share));
  } else if (mode === "sound") {
    sendSound();
  } else {
    listen();
  }
  update();
}

async function sendSound() {
  conversation.stop();
  conversation.unlock();
  const upload = new SoundUpload(api, sound.file, (share) => (progress.value = share));
  source = upload;
  notice("Sending the sound…");
  try {
    const id = await upload.assetId;
    if (source === upload) {
      endSource();
      conversation.begin(api, { type: "audio", avatar_id: choices.look.id, audio: { type: "asset_id", asset_id: id } });
    }
  } catch (error) {
    if (source === upload) {
      endSource();
      notice("Ready.");
      problem(error);
    }
  }
  update();
}

// The session is opened by the first finished word, so that it does not run out while nobody types.
function listen() {
  conversation.stop();
  if (composer.text === typed) {
    composer.clear(); // or it would all be said again
  }
  conversation.unlock();
  stage.state = "listening";
  notice("Listening: type, and every finished word is spoken.");
  const feed = new Feed((seed) => conversation.begin(api, request(seed)));
  source = new LiveTyping(composer.field, feed, () => notice("Words that were sent are already spoken; they cannot be changed."));
  composer.field.focus();
}

function endSource() {
  source?.close();
  typed = source instanceof LiveTyping ? source.sent : typed;
  source = null;
}

function stopSpeaking() {
  endSource();
  notice("Stopped.");
  conversation.stop();
  stage.state = "idle";
  update();
}

async function interrupt(event) {
  event.preventDefault();
  const field = byId("instead");
  if (source instanceof AnswerPlayback) {
    endSource(); // the rest of the answer is what gets interrupted
  }
  try {
    await conversation.interrupt(field.value.trim());
    field.value = "";
  } catch (error) {
    problem(error);
  }
  update();
}

/* What the page shows */

function update() {
  const { mode, text } = composer;
  const listening = source instanceof LiveTyping;
  const sending = source instanceof SoundUpload;
  const chosen = choices.look && choices.voice;
  const sayable = mode === "sound" ? sound.file && !sound.isRecording && !sending
    : !composer.isTooLong && (mode === "live" ? !conversation.isRunning : isSpeakable(text));
  speak.disabled = !api || !chosen || !(listening || sayable);
  speak.textContent = listening ? "End" : MODES[mode][conversation.isRunning ? "again" : "action"];
  stop.disabled = !conversation.isRunning && !listening && !sending;
  interruption.hidden = !(conversation.isRunning && conversation.canInterrupt);
  composer.locked = conversation.isRunning || listening || sending || sound.isRecording;
  sound.locked = sending;
  byId("voice-choice").hidden = mode === "sound"; // sound brings its own
  progress.hidden = !(source instanceof AnswerPlayback || sending);
  if (choices.look && choices.voice) {
    codePanel.choice = {
      server: location.origin, type: MODES[mode].type, look: choices.look.id, voice: choices.voice.voice_id,
      text: text.trim() || "Hello!", poster: choices.look.preview_image_url, file: sound.file?.name ?? "speech.mp3",
    };
  }
}

function notice(text) {
  byId("status").textContent = text;
}

function problem(error) {
  if (error.status === 401) {
    signOut(`${advice(error)} Open the printed link again, or paste an API key.`);
    return;
  }
  byId("problem-text").textContent = advice(error);
  byId("problem").hidden = false;
}

function dismiss() {
  byId("problem").hidden = true;
}

sound.addEventListener("change", update);
sound.addEventListener("refused", ({ detail }) => problem(detail.error));
voicesView.addEventListener("chosen", ({ detail }) => {
  choices.voice = detail.voice;
  views.go("playground");
});
avatarsView.addEventListener("changed", looksChanged);
avatarsView.addEventListener("chosen", async ({ detail }) => {
  await looksChanged();
  choices.look = detail.look;
  views.go("playground");
  begin();
});
views.addEventListener("change", () => voicesView.hush());
choices.addEventListener("change", () => {
  const { look } = choices;
  if (look) {
    stage.presenter = look;
    composer.greeting = `Hello, I'm ${look.name}. Write anything you like, and I will say it.`;
  }
  update();
});
composer.addEventListener("change", update);
conversation.addEventListener("change", () => {
  if (!conversation.isRunning && !(source instanceof LiveTyping && stage.state === "listening")) {
    endSource();
  }
  update();
});
conversation.addEventListener("notice", ({ detail }) => notice(detail.text));
conversation.addEventListener("problem", ({ detail }) => problem(detail.error));
player.addEventListener("first-frame", () => notice(composer.mode === "script" ? "Speaking." : "Live."));
speak.addEventListener("click", begin);
stop.addEventListener("click", stopSpeaking);
interruption.addEventListener("submit", interrupt);
rate.addEventListener("input", () => (byId("rate-value").textContent = `${rate.value} tokens/s`));
byId("retry").addEventListener("click", loadChoices);
byId("dismiss").addEventListener("click", dismiss);
byId("sign-out").addEventListener("click", () => signOut(""));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    begin();
  }
});
addEventListener("pagehide", () => {
  conversation.abandon();
  SoundUpload.forget();
});

signIn.begin();
