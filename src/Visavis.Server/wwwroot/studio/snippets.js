/** Stands for the key wherever it is not to be seen. */
const HIDDEN_KEY = "$VISAVIS_KEY";

/**
 * What the panel would send, as commands for a shell.
 * @param {{server: string, type: "tts"|"text_stream", look: string, voice: string, text: string,
 *   credential: {kind: "bearer"|"key", key: string}|null}} choice  credential null: a variable stands for it
 */
export function curlSnippet({ server, type, look, voice, text, credential }) {
  const url = `${server}/v3/avatar-realtime`;
  const auth = `-H "${header(credential)}" \\`;
  const json = '-H "content-type: application/json" \\';
  const body = shellQuoted(JSON.stringify({ type, avatar_id: look, voice_id: voice, text }));
  const lines = [
    "# Start speaking",
    `id=$(curl -sS ${url} \\`,
    `    ${auth}`,
    `    ${json}`,
    `    -d ${body} \\`,
    `  | sed -E 's/.*"stream_id": ?"([^"]+)".*/\\1/')`,
    "",
  ];
  if (type === "text_stream") {
    lines.push(
      "# Say more, as often as you like; the last one with final",
      `curl -sS ${url}/$id/text \\`,
      `    ${auth}`,
      `    ${json}`,
      `    -d '{"delta": " And this is the end.", "final": true}'`,
      "",
    );
  }
  lines.push(
    "# Where the video is (answers when it can be played)",
    `curl -sS ${url}/$id -H "${header(credential)}"`,
  );
  return lines.join("\n");
}

/** A piece of HTML that puts the face into any page. */
export function embedSnippet({ server, type, look, voice, text, poster, credential }) {
  const stream = type === "text_stream";
  const headers = credential?.kind === "bearer"
    ? `authorization: ${script(`Bearer ${credential.key}`)}`
    : `"x-api-key": ${script(credential?.key ?? "YOUR_KEY")}`;
  return `<video id="face" controls playsinline width="960" height="540"${poster ? ` poster="${attribute(poster)}"` : ""}></video>
<button id="speak">Speak</button>

<script src="${attribute(server)}/studio/vendor/hls.min.js"></script>
<script type="module">
  // Fine on your own machine. On a public page, let your server make this
  // session with its key and give the page nothing but hls_url.
  const api = ${script(`${server}/v3/avatar-realtime`)};
  const headers = { ${headers}, "content-type": "application/json" };

  async function call(path, body) {
    const method = body ? "POST" : "GET";
    const answer = await fetch(api + path, { method, headers, body: body && JSON.stringify(body) });
    const { data, error } = await answer.json();
    if (error) throw new Error(error.message);
    return data;
  }

  async function speak(text) {
    const { stream_id } = await call("", {
      type: ${script(type)}, avatar_id: ${script(look)}, voice_id: ${script(voice)}, text,
    });
${stream ? `    // Later text: call("/" + stream_id + "/text", { delta: "…", final: false });
    await call("/" + stream_id + "/text", { delta: "", final: true });
` : ""}    let session;
    do session = await call("/" + stream_id); while (session.status === "pending");
    if (!session.hls_url) throw new Error(session.error_message ?? "The session is over.");
    play(session.hls_url);
  }

  function play(url) {
    const video = document.getElementById("face");
    if (!Hls.isSupported()) {
      video.src = url;
    } else {
      const hls = new Hls({ enableWorker: false });
      hls.loadSource(url);
      hls.attachMedia(video);
    }
    video.play();
  }

  document.getElementById("speak").onclick = () => speak(${script(text)});
</script>`;
}

function header(credential) {
  if (!credential) {
    return `x-api-key: ${HIDDEN_KEY}`;
  }
  return credential.kind === "bearer" ? `Authorization: Bearer ${credential.key}` : `x-api-key: ${credential.key}`;
}

function shellQuoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

// JSON is a JavaScript literal; "</script" and "<!--" inside one would still end or bend the script element.
function script(text) {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}

function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
