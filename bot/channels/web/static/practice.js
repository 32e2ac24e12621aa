// The practice room: what is said goes by POST, what happens comes by server-sent events. Every page of it works without this file too.
import { Box } from "./practice_box.js";
import { Clock } from "./practice_clock.js";
import { Kept } from "./practice_kept.js";
import { find, sentence } from "./practice_page.js";

/** @typedef {{over: boolean, owes: boolean, runs: boolean, whole: number | null, here: number | null, may: string[], stage: string,
 *             place: number, title: string, phases: string, plan: string, token: string}} Standing */
/** @typedef {{turn: number, speaker: string, html: string}} Turn */

const UNSEEN = 10_000; // milliseconds
const NEAR = 240; // pixels from the end of the page within which it follows the conversation

class Room {
  /** @param {HTMLElement} room */
  constructor(room) {
    this.room = room;
    this.address = `/practice/${room.dataset.room}`;
    this.kept = new Kept(room.dataset.room ?? "");
    this.clock = new Clock(room);
    this.turn = Number(room.dataset.turn);
    this.over = room.dataset.over !== undefined;
    this.wait = 1000;
    /** whether the person is at the end of the conversation, and not reading what was said before */
    this.follows = true;
    this.furnish();
    this.takeNotes();
    this.box = new Box(room, this.address, this.kept);
    if (!this.over) this.listen();
    if (!location.hash && document.activeElement === document.body) this.box.box?.focus({ preventScroll: true });
  }

  furnish() {
    const parts = find("parts");
    if (parts instanceof HTMLDetailsElement) parts.open = matchMedia("(min-width: 60rem)").matches;
    if (!location.hash && this.turn > 1 && !this.over) this.toTheEnd();
    addEventListener("scroll", () => (this.follows = document.body.scrollHeight - scrollY - innerHeight < NEAR), { passive: true });
    const dock = find("dock");
    if (dock) new ResizeObserver(() => this.follows && this.toTheEnd()).observe(dock); // a long answer does not cover what it answers
    document.addEventListener("visibilitychange", () => this.seen(!document.hidden));
    addEventListener("pageshow", (event) => event.persisted && !this.over && this.listen());
    addEventListener("pagehide", () => this.source?.close());
  }

  toTheEnd() {
    scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  }

  takeNotes() {
    const [pane, notes] = [find("notes"), /** @type {HTMLTextAreaElement | null} */ (document.getElementById("notes"))];
    if (!pane || !notes) return;
    pane.hidden = false;
    notes.value = this.kept.get("notes");
    if (pane instanceof HTMLDetailsElement) pane.open = matchMedia("(min-width: 60rem)").matches;
    addEventListener("storage", (event) => {
      if (event.key === `${this.kept.prefix}notes` && document.activeElement !== notes) notes.value = event.newValue ?? "";
    });
  }

  listen() {
    this.source?.close();
    const source = new EventSource(`${this.address}/stream?after=${this.turn}`);
    this.source = source;
    source.addEventListener("open", () => this.connected(true));
    source.addEventListener("turn", (event) => this.said(JSON.parse(event.data)));
    source.addEventListener("words", (event) => this.writing(JSON.parse(event.data).html));
    source.addEventListener("standing", (event) => this.stands(JSON.parse(event.data)));
    source.addEventListener("error", () => this.connected(false));
  }

  /** A browser has few connections to one place: a page that nobody sees gives its own up. @param {boolean} visible */
  seen(visible) {
    clearTimeout(this.hidden);
    if (this.over) return;
    if (!visible) this.hidden = setTimeout(() => this.source?.close(), UNSEEN);
    else if (this.source?.readyState === EventSource.CLOSED) this.listen();
  }

  /** @param {boolean} well */
  connected(well) {
    const place = find("connection");
    clearTimeout(this.late);
    if (well) {
      this.wait = 1000;
      if (place) place.textContent = "";
      return;
    }
    this.late = setTimeout(() => {
      if (place) place.textContent = sentence("cut");
    }, 3000); // a server that starts again is back before that
    if (this.source?.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
    setTimeout(() => document.hidden || this.over || this.listen(), this.wait);
    this.wait = Math.min(30_000, this.wait * 2);
  }

  /** @param {Turn} turn */
  said(turn) {
    const made = document.createElement("template");
    made.innerHTML = turn.html.trim();
    const fresh = made.content.firstElementChild;
    if (!fresh) return;
    const old = document.getElementById(fresh.id);
    old ? old.replaceWith(fresh) : find("turns")?.append(fresh);
    this.turn = Math.max(this.turn, turn.turn);
    if (turn.speaker === "interviewer") this.writing("");
    if (this.follows && !old) this.show(fresh);
  }

  /** @param {string} html */
  writing(html) {
    const [place, words, thinking] = [find("writing"), find("words"), find("thinking")];
    if (!place || !words) return;
    words.innerHTML = html;
    place.hidden = !html;
    if (thinking && html) thinking.hidden = true;
    if (html && this.follows) this.show(place);
  }

  /** @param {Element} element */
  show(element) {
    element.scrollIntoView({ block: "nearest" });
  }

  /** @param {Standing} now */
  stands(now) {
    const [phases, place, thinking, plan] = [find("phases"), find("place"), find("thinking"), find("plan")];
    if (phases) phases.innerHTML = now.phases;
    if (place) place.textContent = place.dataset.place?.replace("{}", String(now.place)).replace("{}", now.title) ?? "";
    if (thinking) thinking.hidden = !now.owes || !find("writing")?.hidden;
    if (plan) plan.textContent = now.plan;
    if (plan) plan.hidden = now.over;
    for (const each of [find("still"), find("paused")]) if (each) each.hidden = now.stage !== "paused";
    this.clock.set(now.whole, now.here, now.runs);
    for (const field of this.room.querySelectorAll("[name=token]")) /** @type {HTMLInputElement} */ (field).value = now.token;
    if (now.over) this.end();
    else this.offer(now.may);
  }

  /** @param {string[]} may */
  offer(may) {
    /** @type {NodeListOf<HTMLButtonElement>} */
    const buttons = this.room.querySelectorAll("[data-wishes] > button");
    const focused = [...buttons].includes(/** @type {HTMLButtonElement} */ (document.activeElement));
    for (const button of buttons) button.hidden = !may.includes(button.value);
    const lost = focused && /** @type {HTMLElement} */ (document.activeElement).hidden;
    if (lost) [...buttons].find((button) => !button.hidden)?.focus();
  }

  /** The interview is over: what can be done now comes from the server. */
  async end() {
    if (this.over) return;
    this.over = true;
    this.source?.close();
    clearTimeout(this.late);
    this.box.keepUnsent();
    const dock = find("dock");
    try {
      const page = new DOMParser().parseFromString(await (await fetch(this.address)).text(), "text/html");
      const ended = find("dock", page);
      if (!dock || !ended) return;
      const focused = dock.contains(document.activeElement) || document.activeElement === document.body;
      dock.replaceWith(document.adoptNode(ended));
      if (focused) document.getElementById("ended")?.focus();
    } catch {
      location.reload();
    }
  }
}

const room = find("room");
if (room) new Room(room);
