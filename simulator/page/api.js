// Talks to the simulator; every failure comes back as one sentence, never as a broken page.
async function asked(path, options) {
  const answer = await fetch(`/simulator/${path}`, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || String(answer.status));
  return body;
}

export const get = (path) => asked(path);
export const post = (path, body = {}) =>
  asked(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const upload = (path, file) => asked(path, { method: "POST", body: file });

/** Calls back with every change, and with whether the line is up. */
export function listen(onChange, onLine) {
  const stream = new EventSource("/simulator/events");
  stream.onopen = () => onLine(true);
  stream.onerror = () => onLine(false);
  stream.onmessage = (event) => onChange(JSON.parse(event.data));
}
