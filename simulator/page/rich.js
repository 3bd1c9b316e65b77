// A text and its entities become nodes. Offsets count UTF-16 units, as JavaScript strings do.
import { make } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
// A block ends its line by itself; the line break after it would leave a gap.
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

function link(address, inner) {
  const url = SAFE.test(address) ? address : `http://${address}`;
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inner);
}

function spoiler(inner) {
  const reveal = (event) => event.currentTarget.classList.add("open");
  return make("button", { type: "button", class: "spoiler", on: { click: reveal } }, ...inner);
}

function wrap(entity, inner, text, act) {
  const raw = text.slice(entity.offset, entity.offset + entity.length);
  if (entity.type === "spoiler") return spoiler(inner);
  if (entity.type === "text_link") return link(entity.url, inner);
  if (entity.type === "url") return link(raw, inner);
  if (entity.type === "email") return link(`mailto:${raw}`, inner);
  if (entity.type === "bot_command")
    return make("button", { type: "button", class: "command", on: { click: () => act.command(raw) } }, ...inner);
  if (entity.type === "mention" || entity.type === "hashtag") return make("span", { class: "mark" }, ...inner);
  const tag = TAGS[entity.type];
  if (!tag) return make("span", {}, ...inner);
  if (tag === "code" || tag === "pre")
    return make(tag, { tabindex: "0", class: "copyable", on: { click: () => act.copy(raw) } }, ...inner);
  return make(tag, {}, ...inner);
}

/** The nodes of text between two offsets; entities are sorted, outer before inner. */
function span(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const end = Math.min(to, entity.offset + entity.length);
    if (entity.offset < at || entity.offset >= to) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inside = entities.slice(i + 1).filter((one) => one.offset < end);
    nodes.push(wrap(entity, span(text, inside, entity.offset, end, act), text, act));
    at = BLOCKS.has(entity.type) && text[end] === "\n" && end < to ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

export const rich = (text, entities, act) => span(text, entities, 0, text.length, act);
