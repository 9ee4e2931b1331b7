/** The two dialogs of a directory's page: who takes over a value in use, and what others saved in the meantime. */
import type { Row } from "./directory_state";

export interface Replace {
  dialog: HTMLDialogElement;
  title: HTMLElement;
  touched: HTMLElement;
  choices: HTMLElement;
}

/** Ask which value takes over; the one before is chosen already, since moving forward would claim work not done. */
export function askReplacement(parts: Replace, row: Row, rows: readonly Row[], texts: Record<string, string>, title: string): void {
  parts.title.textContent = title;
  parts.touched.replaceChildren(line(row.count, texts["records"] ?? ""), ...(row.deleted ? [line(row.deleted, texts["deleted"] ?? "")] : []));
  const candidates = rows.filter((other) => other !== row && !other.removed && !other.isNew && !other.leaving && other.semantics === row.semantics);
  const before = candidates.filter((other) => rows.indexOf(other) < rows.indexOf(row)).at(-1) ?? candidates[0];
  parts.choices.querySelectorAll("label").forEach((label) => label.remove());
  for (const other of candidates) parts.choices.append(choice(other, row, other === before));
  parts.dialog.showModal();
}

export function listLines(list: HTMLElement, lines: readonly string[]): void {
  list.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

function line(count: number, text: string): HTMLLIElement {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("b"), { textContent: count.toLocaleString(document.documentElement.lang) }), ` ${text}`);
  return item;
}

function choice(other: Row, row: Row, checked: boolean): HTMLLabelElement {
  const label = document.createElement("label");
  label.className = "replace-dialog__choice";
  label.style.setProperty("--c", other.colour || "var(--line-2)");
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "replace_by", value: other.code, checked });
  const swatch = Object.assign(document.createElement("i"), { className: "directory-row__swatch" });
  const name = Object.assign(document.createElement("span"), { textContent: other.name });
  const effect = Object.assign(document.createElement("span"), { className: "replace-dialog__effect", textContent: String(other.count) });
  effect.append(Object.assign(document.createElement("b"), { textContent: ` → ${other.count + row.count}` }));
  label.append(input, swatch, name, effect);
  return label;
}
