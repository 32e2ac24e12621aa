// From a finding to its words and back. The links work by themselves; this remembers where the reader came from.
const bar = document.createElement("div");
bar.className = "back";
bar.hidden = true;
bar.setAttribute("role", "region");
bar.setAttribute("aria-label", "Evidence");
const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  bar.append(made);
  return made;
};
let origin = null;
let places = [];
let at = 0;

const targetOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
const inSight = (element) => {
  for (let around = element; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
};
const go = (element) => {
  inSight(element);
  location.replace(`#${element.id}`); // :target follows only a real step
  const around = element.closest("[tabindex]") ?? element;
  around.focus({ preventScroll: true });
};
const step = (by) => {
  at = (at + by + places.length) % places.length;
  go(places[at]);
};
const back = () => {
  bar.hidden = true;
  if (!origin) return;
  inSight(origin);
  origin.scrollIntoView({ block: "center" });
  origin.focus({ preventScroll: true });
  origin = null;
};
const previous = button("Previous words", () => step(-1));
const next = button("Next words", () => step(1));
button("Back", back).classList.add("primary");
document.body.append(bar);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.closest(".jumps, .skip, .back")) return;
  const target = targetOf(link);
  if (!target) return;
  inSight(target);
  const all = [...(link.closest(".line, .against .card, .notes .numbers")?.querySelectorAll('a[href^="#"]') ?? [link])].map(targetOf).filter(Boolean);
  places = [...new Set(all)];
  at = Math.max(0, places.indexOf(target));
  origin = link;
  previous.hidden = next.hidden = places.length < 2;
  bar.hidden = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !bar.hidden) back();
});
window.addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  inSight(target);
  target.closest("[tabindex]")?.focus({ preventScroll: true }); // who goes on by keyboard goes on from the words
});
