// The practice room: what is said goes by POST, what happens comes by server-sent events. Every page of it works without this file too.
import { Clock } from "./practice_clock.js";
import { Kept } from "./practice_kept.js";
import { find } from "./practice_page.js";

/** @typedef {{over: boolean, owes: boolean, runs: boolean, whole: number | null, here: number | null, may: string[], stage: string,
 *             place: number, title: string, phases: string, token: string}} Standing */
/** @typedef {{turn: number, speaker: string, html: string}} Turn */
/** @typedef {{fields: Record<string, string>, message: string}} Letter */

const SLOWEST = 30_000; // milliseconds until a message counts as not arrived
const UNSEEN = 10_000; // milliseconds
const NEAR = 240; // pixels from the end of the page within which it follows the conversation

/** @param {string} name */
const sentence = (name) => find(`sentence="${name}"`)?.innerHTML ?? "";

/** An id that nobody else makes. */
const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");

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
    /** @type {Letter | null} what did not arrive */
    this.failed = null;
    this.sending = false;
    /** whether the person is at the end of the conversation, and not reading what was said before */
    this.follows = true;
    this.furnish();
    this.takeNotes();
    if (!this.over) {
      this.takeUpDraft();
      this.listen();
    }
  }

  get box() {
    return /** @type {HTMLTextAreaElement | null} */ (document.getElementById("answer"));
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
    this.room.addEventListener("submit", (event) => this.submitted(/** @type {SubmitEvent} */ (event)));
    this.room.addEventListener("keydown", (event) => this.pressed(event));
    this.room.addEventListener("input", (event) => this.typed(event));
    this.room.addEventListener("click", (event) => {
      if (event.target instanceof HTMLElement && event.target.dataset.retry !== undefined) this.again();
    });
  }

  toTheEnd() {
    scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  }

  takeNotes() {
    const [pane, notes] = [find("notes"), /** @type {HTMLTextAreaElement | null} */ (document.getElementById("notes"))];
    if (!pane || !notes) return;
    pane.hidden = false;
    notes.value = this.kept.get("notes");
    if (pane instanceof HTMLDetailsElement) pane.open = matchMedia("(min-width: 60rem)").matches || notes.value !== "";
    addEventListener("storage", (event) => {
      if (event.key === `${this.kept.prefix}notes` && document.activeElement !== notes) notes.value = event.newValue ?? "";
    });
  }

  takeUpDraft() {
    const box = this.box;
    if (!box) return;
    if (!box.value) box.value = this.kept.get("answer");
    const [message, ...text] = this.kept.get("sent").split(" ");
    if (message && box.value.trim() === text.join(" ")) {
      this.failed = { fields: { text: text.join(" ") }, message };
      this.tell(sentence("unsure"), true);
    }
    this.grow();
  }

  /** @param {Event} event */
  typed(event) {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    this.kept.set(field.id, field.value);
    if (field.id === "answer") this.grow();
  }

  grow() {
    if (!this.box || CSS.supports("field-sizing", "content")) return;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.target === this.box && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      this.box?.form?.requestSubmit();
    }
    const open = event.key === "Escape" && this.room.querySelector("details.ending[open]");
    if (open instanceof HTMLDetailsElement) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/say")) return;
    event.preventDefault();
    const wish = event.submitter instanceof HTMLButtonElement && event.submitter.name === "wish" ? event.submitter.value : "";
    /** @type {Record<string, string>} */
    const fields = wish ? { wish } : { text: (this.box?.value ?? "").trim() };
    const again = this.failed && JSON.stringify(this.failed.fields) === JSON.stringify(fields);
    this.send({ fields, message: again && this.failed ? this.failed.message : newId() });
  }

  again() {
    if (!this.failed) return;
    const text = (this.box?.value ?? "").trim();
    const changed = this.failed.fields.text !== undefined && this.failed.fields.text !== text; // other words are another message
    this.send(changed ? { fields: { text }, message: newId() } : this.failed);
  }

  /** @param {Letter} letter */
  async send(letter) {
    if (this.sending) return;
    this.busy(true);
    this.tell("");
    if (letter.fields.text) this.kept.set("sent", `${letter.message} ${letter.fields.text}`);
    const trouble = await this.post(letter);
    this.busy(false);
    this.failed = trouble?.again ? letter : null;
    if (trouble) {
      if (!trouble.again) this.kept.set("sent", "");
      this.tell(trouble.says, trouble.again);
    } else {
      this.arrived(letter);
    }
  }

  /** Why it may not have arrived; null when it has. @param {Letter} letter @returns {Promise<{says: string, again: boolean} | null>} */
  async post(letter) {
    const token = /** @type {HTMLInputElement | null} */ (this.room.querySelector("[name=token]"))?.value ?? "";
    const body = new URLSearchParams({ token, message: letter.message, ...letter.fields });
    try {
      const answer = await fetch(`${this.address}/say`, {
        method: "POST",
        body,
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(SLOWEST),
      });
      if (answer.ok) return null;
      const told = answer.headers.get("content-type")?.includes("json") ? (await answer.json()).detail : null;
      if (answer.status === 401 || answer.status === 403) return { says: told ?? sentence("old"), again: false };
      return { says: told ?? sentence("failed"), again: answer.status >= 429 };
    } catch {
      return { says: sentence("offline"), again: true };
    }
  }

  /** @param {Letter} letter */
  arrived(letter) {
    const box = this.box;
    this.room.querySelector("details.ending[open]")?.removeAttribute("open");
    if (letter.fields.text === undefined || !box) return;
    this.kept.set("sent", "");
    if (box.value.trimStart().startsWith(letter.fields.text)) {
      box.value = box.value.trimStart().slice(letter.fields.text.length).trimStart(); // what was typed since stays
      this.kept.set("answer", box.value);
      this.grow();
    }
  }

  /** @param {boolean} sending */
  busy(sending) {
    this.sending = sending;
    find("send")?.setAttribute("aria-disabled", String(sending));
  }

  /** @param {string} says @param {boolean} [again] */
  tell(says, again = false) {
    const [trouble, place, retry] = [find("trouble"), find("says"), find("retry")];
    if (!trouble || !place || !retry) return;
    place.textContent = says;
    trouble.hidden = !says;
    retry.hidden = !again;
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
    const [phases, place, thinking, still] = [find("phases"), find("place"), find("thinking"), find("still")];
    if (phases) phases.innerHTML = now.phases;
    if (place) place.textContent = place.dataset.place?.replace("{}", String(now.place)).replace("{}", now.title) ?? "";
    if (thinking) thinking.hidden = !now.owes || !find("writing")?.hidden;
    if (still) still.hidden = now.stage !== "paused";
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

  /** What was typed and came too late stands in the notes. */
  keepUnsent() {
    const [unsent, notes] = [this.box?.value.trim(), /** @type {HTMLTextAreaElement | null} */ (document.getElementById("notes"))];
    for (const name of ["answer", "sent"]) this.kept.set(name, "");
    if (!unsent || !notes) return;
    notes.value = `${notes.value}\n\n${unsent}`.trim();
    this.kept.set("notes", notes.value);
  }

  /** The interview is over: what can be done now comes from the server. */
  async end() {
    if (this.over) return;
    this.over = true;
    this.source?.close();
    clearTimeout(this.late);
    this.keepUnsent();
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
