// Of the form of a mention: modes are those of the type that is chosen. Without a script all are offered, and the server checks.

const type = document.querySelector("select[name=type]");
const mode = document.querySelector("select[name=mode]");

function offer() {
  for (const group of mode.querySelectorAll("optgroup")) group.disabled = group.label !== type.value;
  if (mode.selectedOptions[0]?.parentElement.disabled) mode.value = "";
}

if (type && mode) {
  type.addEventListener("change", offer);
  offer();
}
