import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveEdge, seekTarget } from "../../src/Visavis.Server/wwwroot/studio/live-edge.js";
import { MediaClock } from "../../src/Visavis.Server/wwwroot/studio/media-clock.js";

/** Feeds a buffer that saws by one part (0.2 s) above its smallest value. */
function rateAt(smallest) {
  const edge = new LiveEdge();
  let rate = 1;
  for (let ms = 0; ms <= 1000; ms += 100) {
    rate = edge.observe(ms, smallest + (ms % 200 ? 0.1 : 0));
  }
  return rate;
}

test("the rate rests near the target, stays within what is not heard, and pulls the right way", () => {
  assert.deepEqual([0.26, 0.3, 0.34].map(rateAt), [1, 1, 1]);
  assert.deepEqual([0.0, 0.2, 0.4, 3].map(rateAt), [0.95, 0.98, 1.02, 1.06]);
});

test("only the last second counts", () => {
  const edge = new LiveEdge();
  edge.observe(0, 0.05);
  assert.equal(edge.observe(999, 0.3), 0.95);
  assert.equal(edge.observe(1001, 0.3), 1);
});

test("each stall makes the buffer larger, up to a bound", () => {
  const edge = new LiveEdge();
  const targets = Array.from({ length: 5 }, () => (edge.stalled(), Number(edge.target.toFixed(1))));
  assert.deepEqual(targets, [0.4, 0.5, 0.6, 0.6, 0.6]);
});

test("the simulated player settles at the target without a jump", () => {
  const edge = new LiveEdge();
  let ahead = 1.1;
  const made = [];
  for (let step = 0; step < 400; step++) {
    ahead += (step % 2 ? 0.2 : 0) - 0.1 * edge.observe(step * 100, ahead);
    made.push(ahead);
  }
  assert.ok(Math.abs(Math.min(...made.slice(-20)) - 0.3) <= 0.06);
  assert.ok(Math.min(...made) > 0.15);
});

test("one jump towards the edge, never past the first word, none that is not worth it", () => {
  assert.equal(seekTarget(0, 1.25, Infinity, 0.25), 1);
  assert.equal(seekTarget(0, 1.2, 0.5), 0.4);
  assert.equal(seekTarget(0, 0.4, Infinity), null);
  assert.equal(seekTarget(0, 5, 0.05), null);
});

test("media time is the player's time plus what hls.js took off", () => {
  const clock = new MediaClock();
  assert.equal(clock.at(3), 3);
  clock.learn(0, 40 * 48000, 48000);
  assert.equal(clock.at(2.5), 42.5);
});

test("after a discontinuity the new offset holds from its fragment on", () => {
  const clock = new MediaClock();
  clock.learn(2, 480, 48);
  clock.learn(10, 960, 48);
  assert.deepEqual([1, 5, 9.9, 10, 20].map((time) => clock.at(time)), [11, 15, 19.9, 30, 40]);
});
