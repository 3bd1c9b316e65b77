// The phone of one person: the chat, its keyboard, and what a tap brings back.
import { get, post, upload } from "./api.js";
import { bubble } from "./bubbles.js";
import { byId, copy, make, show } from "./dom.js";
import { icon } from "./icons.js";
import { day, dayKey } from "./times.js";
import { words } from "./words.js";

const ACTIONS = { typing: words.typing };
const TOAST_MS = 3000;
const ACTION_MS = 5500;
const WAITING_MS = 15_000;
const NEAR = 80;

const state = { user: null, count: 0, messages: new Map(), waiting: new Map(), seenToasts: new Set(), chat: null, context: null, now: null, toastTimer: 0, actionTimer: 0, actionChanged: 0 };
let refreshing = false;
let again = false;

export const current = () => state.user;
export const setNow = (now) => { state.now = now; };
const path = (what) => `users/${state.user}/${what}`;

export async function attempt(doing) {
  try {
    return await doing();
  } catch (problem) {
    toast(`${words.failed}：${problem.message}`);
    return null;
  }
}

export function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  show(node, true);
  clearTimeout(state.toastTimer);
  state.toastTimer = setTimeout(() => show(node, false), TOAST_MS);
}

const act = {
  command: (text) => attempt(() => post(path("text"), { text })),
  copy: async (text) => { await copy(text); toast(words.copied); },
  reply: (message) => setContext({ kind: "reply", message }),
  edit: (message) => setContext({ kind: "edit", message }),
  press: async (message, row, column, button, node) => {
    const pressed = await attempt(() => post(path("press"), { message_id: message.message_id, row, column }));
    if (!pressed) return;
    if (pressed.kind === "copied") await act.copy(pressed.value);
    else if (pressed.kind === "url") window.open(pressed.value, "_blank", "noopener");
    else if (pressed.kind === "query") wait(pressed.value, node);
  },
};

function wait(query, node) {
  if (state.seenToasts.has(query)) return;
  node.classList.add("waiting");
  state.waiting.set(query, node);
  setTimeout(() => done(query), WAITING_MS);
}

function done(query) {
  state.waiting.get(query)?.classList.remove("waiting");
  state.waiting.delete(query);
}

function setContext(context) {
  state.context = context;
  show(byId("context"), Boolean(context));
  if (!context) return;
  const editing = context.kind === "edit";
  byId("context-title").textContent = editing ? words.editing : `${words.replying} ${context.message.mine ? words.own : context.message.sender}`;
  byId("context-text").textContent = context.message.text.split("\n")[0] || context.message.attachment?.name || "";
  if (editing) byId("text").value = context.message.text;
  grow();
  byId("text").focus();
}

function grow() {
  const area = byId("text");
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
}

async function send() {
  const area = byId("text");
  const text = area.value.trim();
  if (!text) return;
  const { context } = state;
  area.value = "";
  setContext(null);
  grow();
  const sent = await attempt(() => (context?.kind === "edit"
    ? post(path("edit"), { message_id: context.message.message_id, text })
    : post(path("text"), { text, reply_to: context?.message.message_id })));
  if (sent) toBottom();
  else area.value = text;
}

export async function sendFiles(files, kind = "document") {
  const album = files.length > 1 ? `&album=${Date.now()}` : "";
  const reply = state.context?.kind === "reply" ? `&reply_to=${state.context.message.message_id}` : "";
  setContext(null);
  for (const file of files)
    await attempt(() => upload(`${path(kind)}?filename=${encodeURIComponent(file.name)}${album}${reply}`, file));
  toBottom();
}

const list = () => byId("messages");
const scroller = () => byId("chat-view");
let stuck = true;
const atBottom = () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight < NEAR;
function toBottom() {
  scroller().scrollTop = scroller().scrollHeight;
  stuck = true;
}

function place(message) {
  const old = byId(`m${message.message_id}`);
  state.messages.set(message.message_id, message);
  if (message.deleted) {
    old?.remove();
    return;
  }
  const node = bubble(message, (id) => state.messages.get(id), act);
  if (old) {
    node.classList.add("known");
    old.replaceWith(node);
  } else list().append(node);
}

/** A line with the day before the first message of each day. */
function days() {
  for (const old of list().querySelectorAll(".day")) old.remove();
  let last = "";
  for (const message of state.messages.values()) {
    const node = message.deleted ? null : byId(`m${message.message_id}`);
    if (node && dayKey(message.date) !== last) {
      last = dayKey(message.date);
      node.before(make("li", { class: "day" }, make("span", {}, day(message.date, state.now || Date.now()))));
    }
  }
}

/** A window over the phone, not over the page. */
function alertBox(text) {
  const box = byId("alert");
  byId("alert-text").textContent = text;
  if (!box.open) box.showModal();
  const phone = byId("phone").getBoundingClientRect();
  box.style.margin = "0";
  box.style.left = `${phone.left + (phone.width - box.offsetWidth) / 2}px`;
  box.style.top = `${phone.top + (phone.height - box.offsetHeight) / 2}px`;
}

function showToasts(toasts, first) {
  for (const one of toasts) {
    if (state.seenToasts.has(one.query_id)) continue;
    state.seenToasts.add(one.query_id);
    done(one.query_id);
    if (first || !one.text) continue;
    if (one.alert) {
      alertBox(one.text);
    } else toast(one.text);
  }
}

function showKeyboard(rows) {
  const box = byId("reply-keyboard");
  show(box, rows.length > 0);
  box.replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map((text) =>
    make("button", { type: "button", on: { click: () => act.command(text) } }, text)))));
}

function showCommands(commands) {
  const pick = (name) => () => { closePopups(); act.command(`/${name}`); };
  byId("commands").replaceChildren(...(commands.length ? commands.map(([name, about]) =>
    make("button", { type: "button", role: "menuitem", "data-testid": "command", on: { click: pick(name) } },
      make("span", {}, about), make("small", {}, `/${name}`))) : [make("p", { class: "hint" }, words.noCommands)]));
}

/** "Typing" fades by itself, as on a phone, unless the bot says so again. */
function showAction(chat) {
  const status = byId("bot-status");
  if (!chat.action) status.textContent = words.bot;
  else if (chat.action_changed !== state.actionChanged) {
    status.textContent = ACTIONS[chat.action] || words.uploading;
    clearTimeout(state.actionTimer);
    state.actionTimer = setTimeout(() => { status.textContent = words.bot; }, ACTION_MS);
  }
  state.actionChanged = chat.action_changed;
}

function showFrame(chat) {
  byId("bot-name").textContent = chat.title;
  byId("bot-avatar").textContent = [...chat.title][0] || "";
  showAction(chat);
  byId("block-toggle").textContent = chat.blocked ? words.unblock : words.block;
  show(byId("block-toggle"), chat.started);
  show(byId("start"), !chat.started);
  show(byId("restart"), chat.started && chat.blocked);
  show(byId("composer"), chat.started && !chat.blocked);
  show(byId("about"), !chat.started && Boolean(chat.description));
  byId("about").replaceChildren(make("strong", {}, words.about), make("p", {}, chat.description));
  byId("text").placeholder = chat.placeholder || words.text;
  const pinned = state.messages.get(chat.pinned.at(-1));
  show(byId("pinned"), Boolean(pinned));
  if (pinned) byId("pinned").replaceChildren(icon("pin", words.pinned), pinned.text.split("\n")[0]);
}

function draw(chat, first) {
  const stay = first || stuck;
  for (const message of chat.messages) place(message);
  if (chat.messages.length) days();
  state.chat = chat;
  showFrame(chat);
  showKeyboard(chat.keyboard);
  showCommands(chat.commands);
  showToasts(chat.toasts, first);
  if (stay) toBottom();
  show(byId("to-bottom"), !atBottom());
}

/** Fetch what changed and draw it; calls that come meanwhile are joined into one more. */
export async function refresh() {
  if (state.user == null) return;
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    do {
      again = false;
      const { user, count } = state;
      const chat = await get(`users/${user}/chat?after=${count}`);
      if (user !== state.user) {
        again = true;
        continue;
      }
      state.count = chat.count;
      draw(chat, count === 0);
    } while (again);
  } catch (problem) {
    toast(`${words.failed}：${problem.message}`);
  } finally {
    refreshing = false;
  }
}

export async function become(user) {
  Object.assign(state, { user, count: 0, messages: new Map(), waiting: new Map(), seenToasts: new Set(), context: null, actionChanged: 0 });
  byId("bot-status").textContent = words.bot;
  list().replaceChildren();
  byId("text").value = "";
  setContext(null);
  closePopups();
  show(byId("toast"), false);
  if (refreshing) again = true;
  await refresh();
}

function popup(button, box) {
  const open = box.hidden;
  closePopups();
  show(box, open);
  button.setAttribute("aria-expanded", String(open));
  if (open) box.querySelector("button")?.focus();
}

export function closePopups() {
  for (const [button, box] of [["menu-button", "commands"], ["attach-button", "attach-menu"]]) {
    show(byId(box), false);
    byId(button).setAttribute("aria-expanded", "false");
  }
}

function attachMenu() {
  const item = (name, doing) => make("button", { type: "button", role: "menuitem", "data-testid": `attach-${name}`, on: { click: () => { closePopups(); doing(); } } }, words[name]);
  byId("attach-menu").replaceChildren(
    item("file", () => byId("file").click()),
    item("photo", () => byId("photo").click()),
    item("voice", () => attempt(() => post(path("voice")))),
    item("sticker", () => attempt(() => post(path("sticker"), { emoji: "👍" }))),
    item("contact", () => attempt(() => post(path("contact")))),
  );
}

function fileInput(id, kind) {
  byId(id).addEventListener("change", async (event) => {
    await sendFiles([...event.target.files], kind);
    event.target.value = "";
  });
}

export function setUpPhone() {
  attachMenu();
  fileInput("file", "document");
  fileInput("photo", "photo");
  byId("form").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  byId("text").addEventListener("input", grow);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
    if (event.key === "Escape") setContext(null);
  });
  byId("context-close").addEventListener("click", () => { if (state.context?.kind === "edit") byId("text").value = ""; setContext(null); });
  byId("menu-button").addEventListener("click", (event) => popup(event.currentTarget, byId("commands")));
  byId("attach-button").addEventListener("click", (event) => popup(event.currentTarget, byId("attach-menu")));
  byId("phone").addEventListener("keydown", (event) => { if (event.key === "Escape") closePopups(); });
  byId("phone").addEventListener("click", (event) => { if (!event.target.closest(".popup, #menu-button, #attach-button")) closePopups(); });
  byId("start").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = `/start ${byId("code").value}`.trim();
    byId("code").value = "";
    attempt(() => post(path("text"), { text }));
  });
  byId("restart").addEventListener("click", () => attempt(() => post(path("unblock"))));
  byId("block-toggle").addEventListener("click", () => attempt(() => post(path(state.chat?.blocked ? "unblock" : "block"))));
  byId("pinned").addEventListener("click", () => byId(`m${state.chat?.pinned.at(-1)}`)?.scrollIntoView({ block: "center" }));
  byId("to-bottom").addEventListener("click", toBottom);
  scroller().addEventListener("scroll", () => {
    stuck = atBottom();
    show(byId("to-bottom"), !stuck);
  });
  new ResizeObserver(() => { if (stuck) toBottom(); }).observe(scroller());
  byId("phone").addEventListener("dragover", (event) => event.preventDefault());
  byId("phone").addEventListener("drop", (event) => { event.preventDefault(); if (state.user != null) sendFiles([...event.dataTransfer.files]); });
}
