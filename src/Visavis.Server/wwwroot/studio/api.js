/** An answer of the API that is not a success. `status` is undefined when no answer came at all. */
export class ApiError extends Error {
  constructor(message, { status, code, param, retryAfterMs, requestId } = {}) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfterMs = retryAfterMs;
    this.requestId = requestId;
  }
}

/** The public API, as any client would call it. */
export class Api {
  #base;
  #credential;

  /** @param {string} base origin  @param {{key: string, kind: "bearer"|"key"}} credential */
  constructor(base, credential) {
    this.#base = base;
    this.#credential = credential;
  }

  looks() {
    return this.#list("/v3/avatars/looks", 50);
  }

  look(id) {
    return this.#call("GET", `/v3/avatars/looks/${encodeURIComponent(id)}`);
  }

  createAvatar(body) {
    return this.#call("POST", "/v3/avatars", body);
  }

  changeLook(id, body) {
    return this.#call("PATCH", `/v3/avatars/looks/${encodeURIComponent(id)}`, body);
  }

  removeLook(id) {
    return this.#call("DELETE", `/v3/avatars/looks/${encodeURIComponent(id)}`);
  }

  /** @returns {Promise<{url: string}>} a page for the person shown */
  askConsent(group) {
    return this.#call("POST", `/v3/avatars/${encodeURIComponent(group)}/consent`, {});
  }

  voices() {
    return this.#list("/v3/voices", 100);
  }

  account() {
    return this.#call("GET", "/v3/users/me");
  }

  create(body) {
    return this.#call("POST", "/v3/avatar-realtime", body);
  }

  /** Speech without a face. @returns {Promise<{audio_url: string, duration: number}>} */
  speech(body, signal) {
    return this.#call("POST", "/v3/voices/speech", body, { signal });
  }

  /**
   * Sends a file. @param {(share: number) => void} onProgress  0 to 1
   * @returns {Promise<{asset_id: string}>}
   */
  upload(file, onProgress, signal) {
    const body = new FormData();
    body.append("file", file, file.name);
    return upload(`${this.#base}/v3/assets`, body, authorization(this.#credential), onProgress, signal);
  }

  removeAsset(id) {
    return this.#call("DELETE", `/v3/assets/${encodeURIComponent(id)}`, undefined, { keepalive: true });
  }

  status(id, signal) {
    return this.#call("GET", path(id), undefined, { signal });
  }

  sendText(id, delta, final) {
    return this.#call("POST", path(id, "text"), { delta, final });
  }

  interrupt(id, text) {
    return this.#call("POST", path(id, "interrupt"), text ? { text } : {});
  }

  /** `keepalive` lets the request outlive the page. */
  cancel(id, keepalive = false) {
    return this.#call("POST", path(id, "cancel"), {}, { keepalive });
  }

  /** The response whose body is the words stream. */
  async words(id, signal) {
    return this.#fetch("GET", path(id, "words"), undefined, { signal, accept: "text/event-stream" });
  }

  async #list(route, limit) {
    const items = [];
    let token = null;
    do {
      const query = new URLSearchParams({ limit, ...(token && { token }) });
      const response = await this.#fetch("GET", `${route}?${query}`);
      const page = await response.json();
      items.push(...page.data);
      token = page.has_more ? page.next_token : null;
    } while (token);
    return items;
  }

  async #call(method, route, body, options) {
    const response = await this.#fetch(method, route, body, options);
    return (await response.json()).data;
  }

  async #fetch(method, route, body, { signal, keepalive, accept = "application/json" } = {}) {
    const headers = { accept, ...authorization(this.#credential) };
    if (body !== undefined) {
      headers["content-type"] = "application/json";
    }
    const response = await answer(this.#base + route, {
      method, headers, signal, keepalive, body: body === undefined ? undefined : JSON.stringify(body),
    });
    return response;
  }
}

/** Exchanges the one-time token of the printed link for a key that lives a few hours. */
export async function exchangeToken(token) {
  const response = await answer("/studio/session", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }),
  });
  return (await response.json()).data;
}

function authorization({ kind, key }) {
  return kind === "bearer" ? { authorization: `Bearer ${key}` } : { "x-api-key": key };
}

function path(id, call) {
  return `/v3/avatar-realtime/${encodeURIComponent(id)}${call ? `/${call}` : ""}`;
}

async function answer(url, request) {
  let response;
  try {
    response = await fetch(url, { cache: "no-store", credentials: "omit", ...request });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new ApiError("The server cannot be reached. Is ./visavis serve still running?");
  }
  if (response.ok) {
    return response;
  }
  throw await failure(response);
}

async function failure(response) {
  return toError(response.status, await response.json().catch(() => null), (name) => response.headers.get(name));
}

function toError(status, body, header) {
  const error = body?.error ?? {};
  const seconds = Number(header("retry-after"));
  return new ApiError(error.message ?? `The server answered ${status}.`, {
    status,
    code: error.code,
    param: error.param ?? undefined,
    retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
    requestId: header("x-request-id") ?? undefined,
  });
}

// fetch does not tell how much of a body has been sent.
function upload(url, body, headers, onProgress, signal) {
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.upload.addEventListener("progress", ({ loaded, total }) => total > 0 && onProgress(loaded / total));
    request.addEventListener("error", () => failed(new ApiError("The server cannot be reached. Is ./visavis serve still running?")));
    request.addEventListener("abort", () => failed(new DOMException("The upload was stopped.", "AbortError")));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) {
        done(answer.data);
      } else {
        failed(toError(request.status, answer, (name) => request.getResponseHeader(name)));
      }
    });
    request.open("POST", url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
