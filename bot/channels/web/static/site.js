// What pages do better with JavaScript; every one of them works without.
document.documentElement.classList.add("js");
