// The clock of the practice room.
import { find } from "./practice_page.js";

/** Counts down while an answer is owed, from what the server said last. */
export class Clock {
  /** @type {{whole: number | null, here: number | null}} seconds, null without a clock */
  left = { whole: null, here: null };
  runs = false;
  since = 0;

  /** @param {HTMLElement} room */
  constructor(room) {
    const { whole, here, runs } = room.dataset;
    this.set(whole ? Number(whole) : null, here ? Number(here) : null, runs !== undefined);
    setInterval(() => this.show(), 1000);
  }
  /** @param {number | null} whole @param {number | null} here @param {boolean} runs */
  set(whole, here, runs) {
    this.left = { whole, here };
    this.runs = runs;
    this.since = performance.now();
    this.show();
  }
  show() {
    const clock = find("clock");
    if (!clock || this.left.whole === null || this.left.here === null) return;
    const passed = this.runs ? (performance.now() - this.since) / 1000 : 0;
    const whole = this.left.whole - passed;
    this.put(clock, "whole", whole, whole <= 0);
    this.put(clock, "here", this.left.here - passed, whole > 0 && this.left.here - passed <= 0);
  }
  /** @param {HTMLElement} clock @param {"whole" | "here"} name @param {number} seconds @param {boolean} up */
  put(clock, name, seconds, up) {
    const [time, over] = [find(`time="${name}"`, clock), find(`up="${name}"`, clock)];
    const [text, left] = [`${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`, time && find("left", time)];
    if (time) time.hidden = seconds <= 0;
    if (over) over.hidden = !up;
    if (left && left.textContent !== text && seconds > 0) left.textContent = text;
  }
}
