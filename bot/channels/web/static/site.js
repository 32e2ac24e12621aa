// What pages do better with JavaScript; every one of them works without.
document.documentElement.classList.add("js");

// Times in the reader's own zone: the server knows only UTC.
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime())) continue;
  const clock = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  if (time.dataset.shown === "clock") time.textContent = clock;
  else if (time.dataset.shown === "day") time.textContent = day;
  else time.textContent = `${day}, ${clock}`;
}

// On a phone the tab that is shown is in sight, and the contents of a document make room for it.
const tabs = document.querySelector(".tabs");
const current = tabs?.querySelector("[aria-current]");
if (current && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - 16;
if (matchMedia("(max-width: 61.9rem)").matches) document.querySelector(".contents details")?.removeAttribute("open");

// An open menu closes when the reader goes elsewhere.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
