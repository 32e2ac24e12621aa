// The box for answers and the buttons beside it: what is said goes by POST, and counts once however often it is sent.
import { find, sentence } from "./practice_page.js";

/** @typedef {import("./practice_kept.js").Kept} Kept */
/** @typedef {{fields: Record<string, string>, message: string}} Letter */

const SLOWEST = 30_000; // milliseconds until a message counts as not arrived

/** An id that nobody else makes. */
const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");

export class Box {
  /** @param {HTMLElement} room @param {string} address @param {Kept} kept */
  constructor(room, address, kept) {
    this.room = room;
    this.address = address;
    this.kept = kept;
    /** @type {Letter | null} what did not arrive */
    this.failed = null;
    this.sending = false;
    this.room.addEventListener("submit", (event) => this.submitted(/** @type {SubmitEvent} */ (event)));
    this.room.addEventListener("keydown", (event) => this.pressed(event));
    this.room.addEventListener("input", (event) => this.typed(event));
    this.room.addEventListener("click", (event) => {
      if (event.target instanceof HTMLElement && event.target.dataset.retry !== undefined) this.again();
      if (event.target instanceof HTMLElement && event.target.dataset.cancel !== undefined) this.goesOn();
    });
    this.takeUpDraft();
  }

  get box() {
    return /** @type {HTMLTextAreaElement | null} */ (document.getElementById("answer"));
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
    if (event.key === "Escape") this.goesOn();
  }

  /** It is not ended after all. */
  goesOn() {
    const open = this.room.querySelector("details.ending[open]");
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

  /** What was typed and came too late stands in the notes. */
  keepUnsent() {
    const [unsent, notes] = [this.box?.value.trim(), /** @type {HTMLTextAreaElement | null} */ (document.getElementById("notes"))];
    for (const name of ["answer", "sent"]) this.kept.set(name, "");
    if (!unsent || !notes) return;
    notes.value = `${notes.value}\n\n${unsent}`.trim();
    this.kept.set("notes", notes.value);
  }
}
