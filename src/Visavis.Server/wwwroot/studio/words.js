import { EventStreamParser } from "./sse.js";

const RETRY_MS = 500;
const RETRIES = 5;

/**
 * Follows the timed words of a session until its end frame, through lost connections: the server tells the whole
 * history to each new reader, so what was already told is skipped by count.
 * @param {(signal: AbortSignal) => Promise<Response>} open  makes the request
 * @param {(words: {word: string, start: number, end: number}[]) => void} onWords
 * @returns {Promise<string|null>} the reason in the end frame, null if aborted
 */
export async function followWords(open, onWords, signal) {
  const told = { count: 0 };
  for (let failures = 0; ; failures++) {
    try {
      const before = told.count;
      const reason = await readOnce(await open(signal), told, onWords);
      if (reason !== null) {
        return reason;
      }
      failures = told.count > before ? 0 : failures;
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      if (error.status || failures >= RETRIES) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    if (signal.aborted) {
      return null;
    }
  }
}

async function readOnce(response, told, onWords) {
  const parser = new EventStreamParser();
  const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let position = 0;
  for (;;) {
    const { value, done } = await text.read();
    if (done) {
      return null;
    }
    for (const frame of parser.push(value)) {
      if (frame.event === "end") {
        return JSON.parse(frame.data).reason;
      }
      if (frame.event === "message") {
        const words = JSON.parse(frame.data).words;
        const fresh = words.slice(Math.max(0, told.count - position));
        position += words.length;
        told.count = Math.max(told.count, position);
        if (fresh.length) {
          onWords(fresh);
        }
      }
    }
  }
}
