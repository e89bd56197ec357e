import assert from "node:assert/strict";
import { test } from "node:test";
import { DeltaQueue } from "../../src/Visavis.Server/wwwroot/studio/delta-queue.js";
import { Feed } from "../../src/Visavis.Server/wwwroot/studio/feed.js";

const atOnce = async () => {};
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("one request at a time; what came meanwhile goes together, in order", async () => {
  const sent = [];
  let release;
  const queue = new DeltaQueue((delta, final) => {
    sent.push([delta, final]);
    return new Promise((resolve) => (release = resolve));
  });
  queue.push("a ");
  queue.push("b ");
  const all = queue.push("c", true);
  assert.deepEqual(sent, [["a ", false]]);
  release();
  await turn();
  assert.deepEqual(sent, [["a ", false], ["b c", true]]);
  release();
  await all;
  await queue.push("after the end");
  assert.equal(sent.length, 2);
});

test("a final mark alone is sent with an empty delta", async () => {
  const sent = [];
  await new DeltaQueue(async (...call) => sent.push(call)).push("", true);
  assert.deepEqual(sent, [["", true]]);
});

test("a refused moment is waited out and nothing overtakes", async () => {
  const sent = [];
  const waits = [];
  let refuse = 2;
  const queue = new DeltaQueue(async (delta) => {
    if (refuse-- > 0) {
      throw Object.assign(new Error("slow down"), { status: 429, retryAfterMs: 2000 });
    }
    sent.push(delta);
  }, async (ms) => waits.push(ms));
  queue.push("a");
  await queue.push("b");
  assert.deepEqual([sent, waits], [["a", "b"], [2000, 2000]]);
});

test("an answer that says no ends the queue", async () => {
  let calls = 0;
  const queue = new DeltaQueue(async () => {
    calls++;
    throw Object.assign(new Error("closed"), { status: 410 });
  }, atOnce);
  await assert.rejects(queue.push("a"), /closed/);
  await queue.push("b");
  assert.equal(calls, 1);
});

test("dropped text is not sent, nor the end that came with it", async () => {
  const sent = [];
  let release;
  const queue = new DeltaQueue((...call) => {
    sent.push(call);
    return new Promise((resolve) => (release = resolve));
  });
  queue.push("a");
  queue.push("b", true);
  queue.drop();
  release();
  await turn();
  queue.push("c");
  assert.deepEqual(sent, [["a", false], ["c", false]]);
});

test("a long text is cut to the limit, never through a character", async () => {
  const sent = [];
  const text = "x".repeat(4999) + "😀".repeat(2600);
  await new DeltaQueue(async (delta) => sent.push(delta)).push(text);
  assert.equal(sent.join(""), text);
  assert.ok(sent.length === 3 && sent.every((delta) => delta.length <= 5000 && delta.isWellFormed()));
});

test("a feed opens its session with the first text that can be spoken and sends the rest after", async () => {
  const said = [];
  const seeds = [];
  let opened;
  const feed = new Feed((seed) => {
    seeds.push(seed);
    return new Promise((resolve) => (opened = resolve));
  });
  for (const text of ["# ", "**", "Hi", " there", "."]) {
    feed.add(text);
  }
  feed.add("", true);
  opened({ say: (...call) => said.push(call) });
  await turn();
  feed.add("too late");
  assert.deepEqual([seeds, said], [["# **Hi"], [[" there.", true]]]);
});
