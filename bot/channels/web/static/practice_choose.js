// Choosing what to practise: the bank is narrowed while one types.
import { find } from "./practice_page.js";

/** The bank, narrowed while one types. @param {HTMLFormElement} form */
function narrow(form) {
  const show = () => {
    const words = String(new FormData(form).get("q")).toLowerCase().split(/\s+/);
    const difficulty = String(new FormData(form).get("difficulty"));
    let any = false;
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-group]"))) {
      let some = false;
      for (const problem of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("[data-words]"))) {
        problem.hidden = !words.every((word) => problem.dataset.words?.includes(word));
        some ||= !problem.hidden;
      }
      group.hidden = !some || (difficulty !== "" && group.dataset.group !== difficulty);
      any ||= !group.hidden;
    }
    const none = find("none");
    if (none) none.hidden = any;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    if (!location.search) event.preventDefault(); // the whole bank is here: nothing to fetch
  });
}

const filter = find("filter");
if (filter instanceof HTMLFormElement) narrow(filter);
