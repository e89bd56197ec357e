import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { advice } from "../../src/Visavis.Server/wwwroot/studio/advice.js";
import { ApiError } from "../../src/Visavis.Server/wwwroot/studio/api.js";
import { curlSnippet, embedSnippet } from "../../src/Visavis.Server/wwwroot/studio/snippets.js";

const NASTY = `It's "quoted" $HOME \`id\` \\ </script><!-- é😀\nend`;
const choice = { server: "http://127.0.0.1:8080", type: "tts", look: "nora", voice: "heart", text: NASTY, credential: null };

test("the shell reads the body of the curl as it was meant", () => {
  // Stands in for curl: writes the argument after -d to standard error and answers as the API does.
  const curl = `curl() { local last a; for a; do [ "$last" = -d ] && printf %s "$a" >&2; last=$a; done; echo '{"data": {"stream_id": "s-1"}}'; }`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${curl}\n${curlSnippet(choice)} >/dev/null\nprintf %s "$id"`], { encoding: "utf8" });
  assert.deepEqual(JSON.parse(stderr), { type: "tts", avatar_id: "nora", voice_id: "heart", text: NASTY });
  assert.equal(stdout, "s-1");
});

test("the shell sends the sound file as it is called, and its asset with the session", () => {
  const curl = `curl() { local last a; for a; do case $last in -F|-d) printf '%s\\n' "$a" >&2;; esac; last=$a; done
    echo '{"data": {"asset_id": "a-7", "stream_id": "s-1"}}'; }`;
  const { stderr } = spawnSync("bash", ["-c", `${curl}\n${curlSnippet({ ...choice, type: "audio", file: `it's; "a", b.mp3` })} >/dev/null`], { encoding: "utf8" });
  const [form, body] = stderr.trim().split("\n");
  assert.equal(form, String.raw`file=@"it's; \"a\", b.mp3"`);
  assert.deepEqual(JSON.parse(body), { type: "audio", avatar_id: "nora", audio: { type: "asset_id", asset_id: "a-7" } });
});

test("the key is in a snippet only if it was asked for", () => {
  const credential = { kind: "bearer", key: "vv_secret" };
  for (const write of [curlSnippet, embedSnippet]) {
    assert.ok(!write(choice).includes("vv_secret"));
    assert.ok(write({ ...choice, credential }).includes("Bearer vv_secret"));
  }
  assert.ok(curlSnippet(choice).includes('-H "x-api-key: $VISAVIS_KEY"'));
});

test("no text can end the embedded script, and the script is valid", () => {
  for (const type of ["tts", "text_stream", "audio"]) {
    const html = embedSnippet({ ...choice, type, poster: 'http://x/a"b.jpg' });
    assert.equal(html.match(/<\/script>/g).length, 2);
    assert.ok(html.includes('poster="http://x/a&quot;b.jpg"'));
    const script = html.match(/<script type="module">([\s\S]*)<\/script>/)[1];
    assert.doesNotThrow(() => new Function(script));
  }
});

test("each failure says what to do", () => {
  const error = (status, more) => new ApiError("Nothing goes", { status, ...more });
  assert.deepEqual([
    error(429, { retryAfterMs: 1400 }), error(401), error(400), error(503, { requestId: "r-9" }), new ApiError("The server cannot be reached."),
  ].map(advice), [
    "Nothing goes. Stop a running session, or try again in 2 s.",
    "Your key was not accepted. It may have expired or been revoked.",
    "Nothing goes.",
    "Nothing goes. Try again; the server's log tells more under r-9.",
    "The server cannot be reached.",
  ]);
});
