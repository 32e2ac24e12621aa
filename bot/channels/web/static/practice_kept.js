// What is written in the practice room and not sent.

/** What is kept in this browser; without it (private windows, a full disk) nothing else stops working. */
export class Kept {
  /** @param {string} interview */
  constructor(interview) {
    this.prefix = `mock-interview:${interview}:`;
  }
  /** @param {string} name */
  get(name) {
    try {
      return localStorage.getItem(this.prefix + name) ?? "";
    } catch {
      return "";
    }
  }
  /** @param {string} name @param {string} text "" forgets it */
  set(name, text) {
    try {
      text ? localStorage.setItem(this.prefix + name, text) : localStorage.removeItem(this.prefix + name);
    } catch {
      // then it is lost with the page
    }
  }
}
