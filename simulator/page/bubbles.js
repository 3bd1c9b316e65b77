// One message as a bubble with what can be done with it.
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { rich } from "./rich.js";
import { clock } from "./times.js";
import { words } from "./words.js";

const SWIPE = 60;

const size = (bytes) => (bytes > 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

function attachment(file) {
  if (!file) return null;
  const address = `/simulator/files/${file.path}`;
  if (file.kind === "photo") return make("img", { src: address, alt: words.photo, class: "picture" });
  if (file.kind === "sticker") return make("p", { class: "sticker" }, file.name);
  const body = [make("span", { class: "file-icon", "aria-hidden": "true" }, icon(file.kind)),
    make("span", { class: "file-name" }, file.name, file.size ? make("small", {}, size(file.size)) : null)];
  if (file.kind === "document") return make("a", { class: "file", href: address, download: file.name }, ...body);
  return make("p", { class: "file" }, ...body);
}

function quote(message, find) {
  if (message.reply_to == null) return null;
  const answered = find(message.reply_to);
  const jump = () => document.getElementById(`m${message.reply_to}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  return make("button", { type: "button", class: "quote", on: { click: jump } },
    make("strong", {}, answered ? (answered.mine ? words.own : answered.sender) : ""),
    make("span", {}, answered && !answered.deleted ? answered.text.split("\n")[0] || answered.attachment?.name || "" : words.gone));
}

function keyboard(message, act) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row, r) => make("div", { class: "row" }, ...row.map((button, c) => {
    const node = make("button", {
      type: "button", class: `key ${button.kind} ${button.style}`, "data-testid": "key",
      on: { click: () => act.press(message, r, c, button, node) },
    }, make("span", {}, button.text), button.kind === "copy" ? icon("copy") : button.kind === "url" ? icon("open") : null);
    return node;
  })));
  return make("div", { class: "keys", "data-testid": "keys" }, ...rows);
}

function tools(message, act) {
  const nodes = [make("button", { type: "button", "aria-label": words.reply, title: words.reply, "data-testid": "reply", on: { click: () => act.reply(message) } }, icon("reply"))];
  if (message.mine && message.text && !message.attachment)
    nodes.push(make("button", { type: "button", "aria-label": words.edit, title: words.edit, "data-testid": "edit", on: { click: () => act.edit(message) } }, icon("edit")));
  if (message.text && !message.protected)
    nodes.push(make("button", { type: "button", "aria-label": words.copy, title: words.copy, on: { click: () => act.copy(message.text) } }, icon("copy")));
  return make("div", { class: "tools" }, ...nodes);
}

function stamp(message) {
  const marks = [];
  if (message.protected) marks.push(icon("locked", words.protected));
  if (message.silent) marks.push(icon("silent", words.silent));
  if (message.edited) marks.push(make("span", {}, words.edited));
  return make("span", { class: "stamp" }, ...marks, make("time", { datetime: message.date }, clock(message.date)),
    message.mine ? make("span", { class: "ticks", "aria-hidden": "true" }, "✓✓") : null);
}

/** A swipe to the left answers, as on a phone. */
function swipeable(node, reply) {
  let from = null;
  node.addEventListener("touchstart", (event) => { from = event.touches[0]; }, { passive: true });
  node.addEventListener("touchmove", (event) => {
    const by = from ? event.touches[0].clientX - from.clientX : 0;
    const steep = from && Math.abs(event.touches[0].clientY - from.clientY) > 30;
    node.style.transform = by < 0 && !steep ? `translateX(${Math.max(by, -SWIPE - 10)}px)` : "";
    if (steep) from = null;
  }, { passive: true });
  node.addEventListener("touchend", (event) => {
    node.style.transform = "";
    if (from && event.changedTouches[0].clientX - from.clientX < -SWIPE) reply();
    from = null;
  });
}

function service(message) {
  const [kind, what] = message.service.split(":");
  const said = kind === "pinned" ? words.pinned : kind === "created" ? words.created : `${what} ${words[kind]}`;
  return make("li", { class: "service", id: `m${message.message_id}` }, make("span", {}, said));
}

export function bubble(message, find, act) {
  if (message.service) return service(message);
  const text = message.text ? make("p", { class: "text", dir: "auto" }, ...rich(message.text, message.entities, act)) : null;
  const body = make("div", { class: `bubble ${message.attachment?.kind || ""}` },
    message.forwarded_from ? make("p", { class: "forwarded" }, `${words.forwarded} ${message.forwarded_from}`) : null,
    quote(message, find), attachment(message.attachment), text, stamp(message));
  const node = make("li", {
    class: message.mine ? "message mine" : "message theirs", id: `m${message.message_id}`,
    "data-testid": "message", "data-id": message.message_id,
  }, make("div", { class: "line" }, body, tools(message, act)), keyboard(message, act));
  body.addEventListener("dblclick", () => act.reply(message));
  swipeable(body, () => act.reply(message));
  return node;
}
