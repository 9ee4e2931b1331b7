/** Removing a value: at once when nothing has it, else after the dialog that asks which value takes over. */
import type { Texts } from "./rows";
import type { DirectoryState, Row } from "./state";
import { part } from "@ui/lib/parts";

export class Removal {
  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly model: DirectoryState,
    private readonly texts: Texts,
    private readonly changed: () => void,
  ) {}

  /** Remove a saved value, or keep one that was to go. */
  toggle(row: Row): void {
    if (row.removed) this.mark(row, false);
    else if (row.count + row.deleted === 0 && !row.others?.length) this.mark(row, true);
    else this.ask(row);
  }

  /** The reader has chosen what takes over. */
  replace(row: Row | null): void {
    const chosen = this.dialog.querySelector<HTMLInputElement>("input:checked");
    if (row && chosen) this.mark(row, true, chosen.value);
    this.close();
  }

  close(): void {
    this.dialog.close();
  }

  private mark(row: Row, removed: boolean, replaceBy = ""): void {
    Object.assign(row, { removed, replaceBy });
    this.changed();
  }

  /** The value before is chosen already, since moving forward would claim work not done. */
  private ask(row: Row): void {
    const { rows } = this.model;
    const title = this.texts[this.model.state.stages ? "removeStage" : "removeValue"] ?? "";
    part(this.dialog, "title").textContent = title.replace("%name", row.name);
    const deleted = row.deleted ? [line(row.deleted, this.texts["deleted"] ?? "")] : [];
    const others = (row.others ?? []).map(([count, label]) => line(count, label));
    const records = line(row.count, this.texts["records"] ?? "");
    if ((row.uses?.length ?? 0) > 1) records.append(byType(row.uses ?? []));
    part(this.dialog, "touched").replaceChildren(records, ...deleted, ...others);
    const candidates = rows.filter(
      (other) => other !== row && !other.removed && !other.isNew && !other.leaving && other.semantics === row.semantics,
    );
    const before = candidates.filter((other) => rows.indexOf(other) < rows.indexOf(row)).at(-1) ?? candidates[0];
    const choices = part(this.dialog, "choices");
    choices.querySelectorAll("label").forEach((label) => label.remove());
    for (const other of candidates) choices.append(choice(other, row, other === before));
    this.dialog.showModal();
  }
}

function line(count: number, text: string): HTMLLIElement {
  const item = document.createElement("li");
  item.append(
    Object.assign(document.createElement("b"), { textContent: count.toLocaleString(document.documentElement.lang) }),
    ` ${text}`,
  );
  return item;
}

/** Which kinds of records they are, under their sum. */
function byType(uses: readonly [number, string][]): HTMLElement {
  const told = uses
    .map(([count, label]) => `${label} ${count.toLocaleString(document.documentElement.lang)}`)
    .join(" · ");
  return Object.assign(document.createElement("span"), { className: "replace-dialog__types", textContent: told });
}

function choice(other: Row, row: Row, checked: boolean): HTMLLabelElement {
  const label = document.createElement("label");
  label.className = "replace-dialog__choice";
  label.style.setProperty("--c", other.colour || "var(--line-2)");
  const input = Object.assign(document.createElement("input"), {
    type: "radio",
    name: "replace_by",
    value: other.code,
    checked,
  });
  const swatch = Object.assign(document.createElement("i"), { className: "directory-row__swatch" });
  const name = Object.assign(document.createElement("span"), { textContent: other.name });
  const effect = Object.assign(document.createElement("span"), {
    className: "replace-dialog__effect",
    textContent: String(other.count),
  });
  effect.append(Object.assign(document.createElement("b"), { textContent: ` → ${other.count + row.count}` }));
  label.append(input, swatch, name, effect);
  return label;
}
