// Times of the simulated world, in the zone the simulator names.
import { locale, words } from "./words.js";

let zone = "Asia/Shanghai";
export const useZone = (name) => { zone = name; };

const format = (options) => (date) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(new Date(date));
export const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const longDay = format({ month: "long", day: "numeric", weekday: "long" });
const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
export { longDay };

/** The day of a date as people name it, seen from now. */
export function day(date, now) {
  if (key(date) === key(now)) return words.today;
  if (key(date) === key(new Date(now).getTime() - 86_400_000)) return words.yesterday;
  return longDay(date);
}
export const dayKey = key;
