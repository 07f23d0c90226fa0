// What every page does with a script: says what was found when part of it changes. All of it works without, too.

document.addEventListener("htmx:afterSettle", () => {
  const count = document.querySelector("[data-told]");
  const told = document.getElementById("told");
  if (count && told) told.textContent = count.dataset.told;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form) form.requestSubmit();
});

// What was refused is told on a page of its own, with the form that mends it.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.boosted) location.assign(detail.pathInfo.finalRequestPath);
});

const narrow = matchMedia("(max-width: 60rem)");
function fold() {
  for (const all of document.querySelectorAll("details.all")) all.open = !narrow.matches;
}
fold();
narrow.addEventListener("change", fold);
document.addEventListener("htmx:afterSwap", fold);

// The figures below a drawing stand open where there is none, and are folded away where there is.
for (const figures of document.querySelectorAll(".figures")) {
  figures.open = false;
  figures.classList.add("folded");
}

// A search is asked by what was filled in, so that its address holds no more than that.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get") return;
  for (const name of new Set(formData.keys())) {
    const given = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    for (const value of given) formData.append(name, value);
  }
});

// What a marked word stands for, said below where there is no hovering: on a tap.
document.addEventListener("click", (event) => {
  document.getElementById("resolution")?.remove();
  const mark = event.target.closest("mark[title]");
  if (!mark || event.target.closest("a")) return;
  const said = document.createElement("p");
  said.id = "resolution";
  said.setAttribute("role", "status");
  said.textContent = `${mark.textContent}: ${mark.title}`;
  document.body.append(said);
});

// A list that grows while it is open: an event that changed moves up, and a paused list stays as it is.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "poll" && document.getElementById("pause")?.checked) event.preventDefault();
});
document.addEventListener("htmx:afterSwap", () => {
  const seen = new Set();
  for (const row of document.querySelectorAll("#rows > tr")) {
    if (seen.has(row.id)) row.remove();
    seen.add(row.id);
  }
});
