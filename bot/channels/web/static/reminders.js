// A phrase is shown back while it is typed; an example fills its field.
const form = document.querySelector("form[data-preview]");
const phrase = form?.elements.phrase;
const preview = document.getElementById("preview");
const WAIT = 300; // milliseconds without a key

const zone = form?.elements.zone;
if (zone && (!zone.value || zone.value.endsWith("UTC"))) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

let asked = 0;
let waiting;

async function show() {
  const mine = ++asked;
  const query = new URLSearchParams({ phrase: phrase.value, of: form.dataset.preview });
  if (zone) query.set("zone", zone.value);
  const answer = await fetch(`/reminders/preview?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const shown = await answer.text();
  if (mine !== asked) return;
  preview.innerHTML = shown;
  for (const field of [phrase, zone]) field?.setAttribute("aria-invalid", String(Boolean(document.getElementById(`${field.id}-wrong`))));
}

// What is shown is not what is typed any more, so it cannot be kept.
const outdated = () => preview.querySelectorAll("button").forEach((each) => (each.disabled = true));
const asForm = () => form.submit();

form?.addEventListener("input", () => {
  outdated();
  clearTimeout(waiting);
  waiting = setTimeout(() => show().catch(() => {}), WAIT); // the button still asks
});
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  show().catch(asForm);
});
document.addEventListener("click", (event) => {
  const chip = event.target.closest("a[data-phrase]");
  if (!chip || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  clearTimeout(waiting);
  phrase.value = chip.dataset.phrase;
  phrase.focus();
  show().catch(asForm);
});
