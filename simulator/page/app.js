// The page: who you are, what time it is, which side of the phone you look at.
import { get, listen, post } from "./api.js";
import { byId, make, show } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, become, current, refresh, setNow, setUpPhone, toast } from "./phone.js";
import { clock, day, longDay, useZone } from "./times.js";
import { words } from "./words.js";

const SHOWN_NOTICES = 6;
let locked = false;
let now = null;
let world = null;
let loading = false;
let stale = false;

function name() {
  byId("people-title").textContent = words.people;
  byId("phone").setAttribute("aria-label", words.chat);
  byId("menu-button").textContent = words.menu;
  byId("unlock").textContent = words.unlock;
  byId("restart").textContent = words.restart;
  byId("code").placeholder = words.code;
  byId("start").querySelector("button").textContent = words.start;
  byId("alert-close").textContent = words.ok;
  byId("new-name").placeholder = words.name;
  byId("add").querySelector("button").textContent = words.add;
  byId("clock-title").textContent = words.clock;
  byId("clock-next").textContent = words.next;
  byId("clock-hour").textContent = words.hour;
  byId("clock-day").textContent = words.day;
  byId("offline").textContent = words.offline;
  const labels = { "attach-button": "attach", send: "send", text: "text", "context-close": "close", code: "code", "new-name": "name", file: "file", photo: "photo", "to-bottom": "bottom" };
  for (const [id, word] of Object.entries(labels)) byId(id).setAttribute("aria-label", words[word]);
}

function person(one) {
  const here = one.id === current();
  return make("li", {}, make("button", {
    type: "button", class: "person", "aria-current": here ? "true" : false, "data-testid": "person", "data-user": one.id,
    on: { click: () => choose(one.id) },
  },
  make("span", { class: `avatar tone${one.id % 6}`, "aria-hidden": "true" }, [...one.name][0] || "?"),
  make("span", { class: "person-text" },
    make("span", { class: "person-name" }, one.name, one.role ? make("small", {}, one.role) : null),
    make("span", { class: "person-last" }, one.last)),
  one.unread && !(here && !locked) ? make("span", { class: "unread", "aria-label": `${one.unread} ${words.unread}`, "data-testid": "unread" }, String(one.unread)) : null));
}

function drawPeople() {
  const focused = document.activeElement?.dataset?.user;
  byId("people").replaceChildren(...world.people.map(person));
  if (focused) byId("people").querySelector(`[data-user="${focused}"]`)?.focus();
}

function drawTime() {
  setNow(now);
  byId("clock-time").textContent = clock(now);
  byId("clock-date").textContent = longDay(now);
  byId("lock-time").textContent = clock(now);
  byId("lock-date").textContent = longDay(now);
}

async function drawLock() {
  const notices = await get(`users/${current()}/lock-screen`);
  const shown = notices.filter((one) => !one.withdrawn).slice(-SHOWN_NOTICES).reverse();
  byId("notices").replaceChildren(...(shown.length ? shown.map((one) => make("li", { class: one.read ? "notice read" : "notice", "data-testid": "notice" },
    make("p", { class: "notice-head" }, make("strong", {}, one.title), make("span", {}, one.silent ? icon("silent", words.silent) : null, `${day(one.date, now)} ${clock(one.date)}`)),
    make("p", { class: "notice-text" }, one.text))) : [make("li", { class: "hint" }, words.nothing)]));
}

async function look() {
  if (current() == null) return;
  show(byId("lock-view"), locked);
  byId("phone").classList.toggle("locked", locked);
  byId("view-toggle").textContent = locked ? words.chat : words.lock;
  byId("view-toggle").setAttribute("aria-pressed", String(locked));
  if (locked) await drawLock();
  else if (document.visibilityState === "visible") await post(`users/${current()}/read`);
}

async function choose(user) {
  history.replaceState(null, "", `#${user}`);
  const chosen = become(user);
  drawPeople();
  await attempt(async () => { await chosen; await look(); });
}

async function load() {
  if (loading) {
    stale = true;
    return;
  }
  loading = true;
  try {
    do {
      stale = false;
      world = await get("state");
    } while (stale);
    now = world.now;
    useZone(world.timezone);
    document.title = world.bot;
    show(byId("panel"), world.stage);
    show(byId("add"), !world.stage);
    document.body.classList.toggle("staged", world.stage);
    drawTime();
    drawPeople();
  } finally {
    loading = false;
  }
}

async function changed(event) {
  now = event.now;
  drawTime();
  await attempt(async () => {
    await load();
    if (current() == null && world.people.length) await choose(wanted());
    else if (event.chats.length === 0 || event.chats.includes(current())) {
      await refresh();
      await look();
    }
  });
}

function wanted() {
  const asked = Number(location.hash.slice(1));
  return world.people.some((one) => one.id === asked) ? asked : world.people[0].id;
}

function turn(button, body) {
  byId(button).addEventListener("click", async () => {
    const buttons = byId("panel").querySelectorAll("button");
    for (const one of buttons) one.disabled = true;
    byId("clock-hint").textContent = words.moving;
    const moved = await attempt(() => post("clock", body));
    byId("clock-hint").textContent = moved && !moved.moved ? words.still : "";
    for (const one of buttons) one.disabled = false;
    byId(button).focus();
  });
}

/** Somebody new, where no play has a fixed cast. */
async function addPerson(event) {
  event.preventDefault();
  const id = Math.max(1000, ...world.people.map((one) => one.id)) + 1;
  const added = await attempt(() => post("users", { id, first_name: byId("new-name").value.trim() }));
  if (!added) return;
  byId("new-name").value = "";
  await attempt(load);
  await choose(id);
}

function flip() {
  locked = !locked;
  attempt(async () => { await look(); await load(); });
}

name();
setUpPhone();
byId("add").addEventListener("submit", addPerson);
byId("view-toggle").addEventListener("click", flip);
byId("unlock").addEventListener("click", flip);
turn("clock-next", { next: true });
turn("clock-hour", { seconds: 3600 });
turn("clock-day", { seconds: 86_400 });
document.addEventListener("visibilitychange", () => attempt(look));
window.addEventListener("unhandledrejection", (event) => { event.preventDefault(); toast(words.failed); });
listen(changed, (up) => show(byId("offline"), !up));
