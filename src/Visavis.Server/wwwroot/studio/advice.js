/** What went wrong and what to do about it, in two sentences a visitor understands. */
export function advice(error) {
  const message = sentence(error.message || "Something went wrong.");
  if (error.status === undefined && error.name !== "ApiError") {
    return message;
  }
  switch (error.status) {
    case undefined:
      return message;
    case 401:
      return "Your key was not accepted. It may have expired or been revoked.";
    case 404:
      return `${message} Choose a presenter and a voice from the lists again.`;
    case 409:
      return message;
    case 410:
      return `${message} Press Speak to begin a new session.`;
    case 413:
      return error.param === "file" || /file|asset/i.test(message) ? message : `${message} Shorten the text and try again.`;
    case 429:
      return `${message} ${waiting(error.retryAfterMs)}`;
    default:
      return error.status >= 500 ? `${message} Try again; the server's log tells more${request(error)}.` : message;
  }
}

function waiting(retryAfterMs) {
  const stop = "Stop a running session";
  return retryAfterMs ? `${stop}, or try again in ${Math.ceil(retryAfterMs / 1000)} s.` : `${stop}, or try again in a moment.`;
}

function request(error) {
  return error.requestId ? ` under ${error.requestId}` : "";
}

function sentence(text) {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
