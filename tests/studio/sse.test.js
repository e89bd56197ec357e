import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStreamParser } from "../../src/Visavis.Server/wwwroot/studio/sse.js";
import { followWords } from "../../src/Visavis.Server/wwwroot/studio/words.js";

const STREAM = ': hello\n\ndata: {"a":1}\n\n: keep-alive\n\nevent: end\r\ndata: x\r\ndata:y\r\n\r\ndata: cut off';
const FRAMES = [{ event: "message", data: '{"a":1}' }, { event: "end", data: "x\ny" }];

test("a stream cut anywhere gives the same frames", () => {
  for (let cut = 0; cut <= STREAM.length; cut++) {
    const parser = new EventStreamParser();
    assert.deepEqual([...parser.push(STREAM.slice(0, cut)), ...parser.push(STREAM.slice(cut))], FRAMES, `cut at ${cut}`);
  }
});

test("one character at a time gives the same frames", () => {
  const parser = new EventStreamParser();
  assert.deepEqual([...STREAM].flatMap((character) => parser.push(character)), FRAMES);
});

const word = (name) => ({ word: name, start: 0, end: 1 });
const frame = (...names) => `data: ${JSON.stringify({ words: names.map(word) })}\n\n`;

test("words lost with the connection come once after it is back", async () => {
  const answers = [frame("a", "b"), frame("a") + frame("b", "c") + 'event: end\ndata: {"reason":"completed"}\n\n'];
  const told = [];
  const reason = await followWords(
    async () => new Response(answers.shift()), (words) => told.push(...words.map((w) => w.word)), new AbortController().signal);
  assert.deepEqual([told, reason], [["a", "b", "c"], "completed"]);
});

test("an answer that says no is not tried again", async () => {
  let calls = 0;
  const open = async () => {
    calls++;
    throw Object.assign(new Error("gone"), { status: 404 });
  };
  await assert.rejects(followWords(open, () => {}, new AbortController().signal), /gone/);
  assert.equal(calls, 1);
});

test("an aborted reader ends quietly", async () => {
  const abort = new AbortController();
  const open = async () => {
    abort.abort();
    throw new DOMException("aborted", "AbortError");
  };
  assert.equal(await followWords(open, () => {}, abort.signal), null);
});
