import assert from "node:assert/strict";
import { test } from "node:test";
import { CaptionLines, lineText } from "../../src/Visavis.Server/wwwroot/studio/caption-lines.js";

/** Words of half a second each, back to back; a mark lasts a tenth. */
function timed(...words) {
  let time = 0;
  return words.map((word) => {
    const start = time;
    time += /[\p{L}\p{N}]/u.test(word) ? 0.5 : 0.1;
    return { word, start, end: time };
  });
}

function allLines(words) {
  const captions = new CaptionLines();
  captions.append(words);
  return [...new Set(words.map(({ start }) => captions.at(start)?.line))].map(lineText);
}

test("marks close up to their words", () => {
  assert.deepEqual(
    allLines(timed("Well", ",", "she", "(", "Nora", ")", "said", ":", "“", "yes", "”", "–", "twice")),
    ["Well, she (Nora) said: “yes” – twice"]);
});

test("straight quotes alternate", () => {
  assert.deepEqual(allLines(timed("Say", '"', "hello", '"', "now")), ['Say "hello" now']);
});

test("a sentence begins a new line, its closing marks stay with it", () => {
  assert.deepEqual(allLines(timed("Go", "!", "”", "Then", "stop", ".")), ["Go!”", "Then stop."]);
});

test("a long sentence is broken before it overflows", () => {
  const lines = allLines(timed(...Array.from({ length: 30 }, (_, i) => `word${i}`)));
  assert.ok(lines.length > 1 && lines.every((line) => line.length <= 64));
});

test("a pause begins a new line", () => {
  assert.deepEqual(allLines([{ word: "one", start: 0, end: 0.4 }, { word: "two", start: 2, end: 2.4 }]), ["one", "two"]);
});

test("the word that has begun last is the current one, and marks are passed over", () => {
  const captions = new CaptionLines();
  captions.append(timed("Hello", ",", "you", "."));
  const index = (seconds) => captions.at(seconds)?.index ?? null;
  assert.deepEqual([-0.1, 0, 0.49, 0.55, 0.6, 1.15, 2.3, 2.5].map(index), [null, 0, 0, 0, 2, 2, 2, null]);
});

test("the first word's start is known as soon as it was told", () => {
  const captions = new CaptionLines();
  assert.equal(captions.firstStart, Infinity);
  captions.append([{ word: "late", start: 1.25, end: 2 }]);
  assert.equal(captions.firstStart, 1.25);
});
