import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerPlayback } from "../../src/Visavis.Server/wwwroot/studio/llm.js";
import { Session } from "../../src/Visavis.Server/wwwroot/studio/session.js";

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const streaming = { status: "streaming", hls_url: "http://x/master.m3u8" };
const noWords = () => new Response('event: end\ndata: {"reason":"completed"}\n\n');

/** A session over an API that answers status from a list (an Error is thrown), and all it told, as [type, detail]. */
function sessionOver(answers, api = {}) {
  const session = new Session({
    status: async () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
    words: async () => noWords(),
    ...api,
  }, "s-1", { type: "text_stream" });
  const told = [];
  for (const type of ["playable", "status", "said", "refused", "silent", "failed"]) {
    session.addEventListener(type, ({ detail }) => told.push([type, detail.url ?? detail.status ?? detail.reason ?? detail.error.message]));
  }
  return { session, told };
}

async function elapse(context, ms, steps) {
  for (let step = 0; step < steps; step++) {
    await turns();
    context.mock.timers.tick(ms);
  }
  await turns();
}

test("the address is told once, and the watch ends with the session", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { session, told } = sessionOver([{ status: "pending" }, streaming, streaming, { status: "completed" }]);
  const run = session.run();
  await elapse(context, 1000, 4);
  await run;
  assert.deepEqual(told.filter(([type]) => type !== "said"), [
    ["status", "pending"], ["playable", "http://x/master.m3u8"], ["status", "streaming"], ["status", "streaming"], ["status", "completed"],
  ]);
  assert.deepEqual(told.filter(([type]) => type === "said"), [["said", "completed"]]);
});

test("a poll that fails in passing is tried again, a refusal is not", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const passing = Object.assign(new Error("down"), { status: 503 });
  const { session, told } = sessionOver([passing, new Error("no network"), { status: "completed" }]);
  const run = session.run();
  await elapse(context, 1000, 3);
  await run;
  assert.deepEqual(told.filter(([type]) => type !== "said"), [["status", "completed"]]);

  const refused = sessionOver([Object.assign(new Error("no key"), { status: 401 })]);
  await refused.session.run();
  assert.deepEqual(refused.told.filter(([type]) => type !== "said"), [["failed", "no key"]]);
});

test("text that is not taken and words that do not come leave the session alive", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const no = (message, status) => async () => {
    throw Object.assign(new Error(message), { status });
  };
  const { session, told } = sessionOver([streaming], { sendText: no("closed", 410), words: no("gone", 404) });
  session.run();
  await session.say("more");
  await turns();
  assert.deepEqual(told.toSorted(), [["refused", "closed"], ["silent", "gone"], ["playable", "http://x/master.m3u8"], ["status", "streaming"]]
    .toSorted());
  session.close();
});

test("an interruption drops what was not sent yet", async () => {
  const calls = [];
  let release;
  const { session } = sessionOver([streaming], {
    sendText: (id, delta) => {
      calls.push(delta);
      return new Promise((resolve) => (release = resolve));
    },
    interrupt: async (id, text) => calls.push(`interrupt ${text}`),
  });
  session.say("one ");
  session.say("two");
  await session.interrupt("instead");
  release();
  await turns();
  assert.deepEqual(calls, ["one ", "interrupt instead"]);
});

test("an answer is played at its rate, whole, in order, with the end on the last token", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const fed = [];
  const shares = [];
  let time = 0;
  const feed = { add: (text, final = false) => fed.push([text, final]) };
  new AnswerPlayback("One two three four", feed, () => 10, (share) => shares.push(share), () => time);
  const advance = (ms) => {
    time += ms;
    context.mock.timers.tick(25);
  };
  assert.deepEqual(fed, [["One", false]]);
  advance(99);
  assert.equal(fed.length, 1);
  advance(1);
  advance(200);
  advance(1000);
  assert.deepEqual(fed, [["One", false], [" two", false], [" three", false], [" four", true]]);
  assert.deepEqual([shares.at(0), shares.at(-1)], [0, 1]);
});
