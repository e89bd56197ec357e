/** Stands for the key wherever it is not to be seen. */
const HIDDEN_KEY = "$VISAVIS_KEY";

/** Holds the place of a shell variable; no id has it. */
const ASSET = "@asset@";

/**
 * What the panel would send, as commands for a shell.
 * @param {{server: string, type: "tts"|"text_stream"|"audio", look: string, voice: string, text: string, file: string,
 *   credential: {kind: "bearer"|"key", key: string}|null}} choice  credential null: a variable stands for it
 */
export function curlSnippet({ server, type, look, voice, text, file, credential }) {
  const url = `${server}/v3/avatar-realtime`;
  const auth = `-H "${header(credential)}" \\`;
  const json = '-H "content-type: application/json" \\';
  const sound = type === "audio";
  const body = sound
    ? shellQuoted(JSON.stringify({ type, avatar_id: look, audio: { type: "asset_id", asset_id: ASSET } })).replace(ASSET, `'"$asset"'`)
    : shellQuoted(JSON.stringify({ type, avatar_id: look, voice_id: voice, text }));
  const upload = [
    "# Send the sound",
    `asset=$(curl -sS ${server}/v3/assets \\`,
    `    ${auth}`,
    `    -F ${shellQuoted(`file=@${formQuoted(file)}`)} \\`,
    `  | sed -E 's/.*"asset_id": ?"([^"]+)".*/\\1/')`,
    "",
  ];
  const lines = [
    ...(sound ? upload : []),
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
  const [stream, sound] = [type === "text_stream", type === "audio"];
  const headers = credential?.kind === "bearer"
    ? `authorization: ${script(`Bearer ${credential.key}`)}`
    : `"x-api-key": ${script(credential?.key ?? "YOUR_KEY")}`;
  return `<video id="face" controls playsinline width="960" height="540"${poster ? ` poster="${attribute(poster)}"` : ""}></video>
${sound ? '<input id="sound" type="file" accept="audio/*">\n' : ""}<button id="speak">Speak</button>

<script src="${attribute(server)}/studio/vendor/hls.min.js"></script>
<script type="module">
  // Fine on your own machine. On a public page, let your server make this
  // session with its key and give the page nothing but hls_url.
  const server = ${script(server)};
  const api = server + "/v3/avatar-realtime";
  const headers = { ${headers} };

  async function send(url, request) {
    const answer = await fetch(url, request);
    const { data, error } = await answer.json();
    if (error) throw new Error(error.message);
    return data;
  }

  function call(path, body) {
    return body
      ? send(api + path, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) })
      : send(api + path, { headers });
  }

  async function speak(${sound ? "file" : "text"}) {
${sound ? `    const form = new FormData();
    form.append("file", file);
    const { asset_id } = await send(server + "/v3/assets", { method: "POST", headers, body: form });
    const { stream_id } = await call("", { type: "audio", avatar_id: ${script(look)}, audio: { type: "asset_id", asset_id } });
` : `    const { stream_id } = await call("", {
      type: ${script(type)}, avatar_id: ${script(look)}, voice_id: ${script(voice)}, text,
    });
`}${stream ? `    // Later text: call("/" + stream_id + "/text", { delta: "…", final: false });
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

  document.getElementById("speak").onclick = () => speak(${sound ? 'document.getElementById("sound").files[0]' : script(text)});
</script>`;
}

function header(credential) {
  if (!credential) {
    return `x-api-key: ${HIDDEN_KEY}`;
  }
  return credential.kind === "bearer" ? `Authorization: Bearer ${credential.key}` : `x-api-key: ${credential.key}`;
}

// In curl's forms a file name with a comma, a semicolon or a quote stands in double quotes.
function formQuoted(name) {
  return /[",;\\]/.test(name) ? `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"` : name;
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
