import assert from "node:assert/strict";
import { test } from "node:test";
import { splitSeed, toTokens } from "../../src/Visavis.Server/wwwroot/studio/tokens.js";
import { isSpeakable, TypedWords } from "../../src/Visavis.Server/wwwroot/studio/typed-words.js";

function type(text) {
  const words = new TypedWords();
  const deltas = [];
  for (let length = 1; length <= text.length; length++) {
    const { delta } = words.update(text.slice(0, length));
    if (delta) {
      deltas.push(delta);
    }
  }
  return { words, deltas };
}

test("each finished word goes out once, the last stays until the end", () => {
  const { words, deltas } = type("Hello there, you");
  assert.deepEqual(deltas, ["Hello ", "there,", " "]);
  assert.equal(words.rest("Hello there, you"), "you");
  assert.equal(words.rest("Hello there, you"), "");
});

test("numbers are not cut at their marks", () => {
  assert.deepEqual(type("It is 3.5 or 1,000 at 10:30 now").deltas, ["It ", "is ", "3.5 ", "or ", "1,000 ", "at ", "10:30 "]);
});

test("pasted text goes out up to its last unfinished word", () => {
  const words = new TypedWords();
  assert.deepEqual(words.update("one two thr"), { delta: "one two ", text: "one two thr", refused: false });
});

test("an unfinished word may still be changed, a sent one may not", () => {
  const words = new TypedWords();
  words.update("one tw");
  assert.deepEqual(words.update("one to"), { delta: "", text: "one to", refused: false });
  assert.deepEqual(words.update("on to"), { delta: "", text: "one ", refused: true });
});

test("tokens put together are the text", () => {
  const texts = ["A **bold** move: 12,345 €!\n\n- item – extraordinarily long\n", "  spaces   inside  ", "日本語 😀 ok", ""];
  for (const text of texts) {
    assert.equal(toTokens(text).join(""), text);
  }
  assert.deepEqual(toTokens("Hi extraordinary you!"), ["Hi", " extrao", "rdinar", "y", " you", "!"]);
});

test("the seed holds the first token that can be spoken", () => {
  assert.deepEqual(splitSeed(["**", "Hi", " you"]), ["**Hi", [" you"]]);
  assert.deepEqual(splitSeed(["**", "!"]), ["", []]);
});

test("letters and digits of any script can be spoken, marks and emoji cannot", () => {
  assert.deepEqual(["a", "7", "é", "日", " …!", "😀", ""].map(isSpeakable), [true, true, true, true, false, false, false]);
});
