/** Naming a value in its row: Enter or leaving the field keeps what was typed, Escape puts the name back. */
import type { Texts } from "./rows";
import type { Row } from "./state";

/** Put a field in the place of the row's name; `finished` is called once, when it has gone. */
export function nameInPlace(element: HTMLElement, row: Row, texts: Texts, finished: () => void): void {
  const name = element.querySelector<HTMLElement>(".directory-row__name");
  if (!name || row.removed) return;
  const input = field(row, texts);
  const keys = hints(texts);
  name.hidden = true;
  name.after(input, keys);
  element.toggleAttribute("data-editing", true);
  let done = false;
  const finish = (keep: boolean): void => {
    // Taking the field away takes its focus too, which would finish a second time.
    if (done) return;
    done = true;
    const typed = input.value.trim();
    input.remove();
    keys.remove();
    element.removeAttribute("data-editing");
    name.hidden = false;
    if (keep && typed && typed !== row.name) Object.assign(row, { name: typed, restored: false });
    finished();
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Escape") finish(event.key === "Enter");
  });
  input.addEventListener("blur", () => finish(true));
  input.focus();
  input.select();
}

function field(row: Row, texts: Texts): HTMLInputElement {
  const input = Object.assign(document.createElement("input"), {
    className: "input directory-row__input",
    value: row.name,
    maxLength: 100,
  });
  input.setAttribute("aria-label", texts["nameOf"] ?? "");
  input.placeholder = row.isNew ? (texts["newName"] ?? "") : "";
  return input;
}

function hints(texts: Texts): HTMLElement {
  const keys = Object.assign(document.createElement("span"), { className: "directory-row__keys" });
  for (const key of ["enter", "escape"])
    keys.append(Object.assign(document.createElement("kbd"), { textContent: texts[key] ?? "" }));
  return keys;
}
