import { Controller } from "@hotwired/stimulus";
import Sortable from "sortablejs";
import { ask } from "../lib/ask";
import { askReplacement, listLines } from "../lib/directory_dialogs";
import { enliven } from "../lib/fragments";
import { drawFunnel } from "../lib/directory_funnel";
import { HEX, openPalette, showColour, walkPalette, type PaletteParts } from "../lib/directory_palette";
import { DirectoryState, type Row, type State } from "../lib/directory_state";
import { paintRow, type Texts } from "../lib/directory_rows";
import { send } from "../lib/request";

/** How often a page looks how far a replacement has come, in milliseconds. */
const PROGRESS = 2000;

/**
 * Edits a directory in place: everything is collected here and saved or cancelled together.
 *
 *   <div data-controller="directory-editor" data-directory-editor-save-url-value="…/save/">
 *     <ol data-directory-editor-target="list" data-group="additional"> rows </ol>
 */
export default class DirectoryEditorController extends Controller<HTMLElement> {
  static override targets = [
    "list", "row", "template", "detail", "bar", "summary", "what", "warnings", "submit", "state", "texts", "listDot",
    "news", "palette", "hex", "oldColour", "preview", "replaceDialog", "replaceTitle", "touched", "choices", "staleDialog", "since",
  ];
  static override values = { saveUrl: String, previewUrl: String };
  declare readonly listTargets: HTMLElement[];
  declare readonly rowTargets: HTMLElement[];
  declare readonly templateTarget: HTMLTemplateElement;
  declare readonly detailTarget: HTMLElement;
  declare readonly barTarget: HTMLElement;
  declare readonly summaryTarget: HTMLElement;
  declare readonly whatTarget: HTMLElement;
  declare readonly warningsTarget: HTMLElement;
  declare readonly submitTarget: HTMLButtonElement;
  declare readonly stateTarget: HTMLElement;
  declare readonly textsTarget: HTMLElement;
  declare readonly listDotTargets: HTMLElement[];
  declare readonly newsTarget: HTMLElement;
  declare readonly paletteTarget: HTMLElement;
  declare readonly hexTarget: HTMLInputElement;
  declare readonly oldColourTarget: HTMLElement;
  declare readonly previewTargets: HTMLElement[];
  declare readonly replaceDialogTarget: HTMLDialogElement;
  declare readonly replaceTitleTarget: HTMLElement;
  declare readonly touchedTarget: HTMLElement;
  declare readonly choicesTarget: HTMLElement;
  declare readonly staleDialogTarget: HTMLDialogElement;
  declare readonly sinceTarget: HTMLElement;
  declare readonly saveUrlValue: string;
  declare readonly previewUrlValue: string;

  private model!: DirectoryState;
  private texts!: Texts;
  private current: Row | null = null;
  private version = 0;
  private added = 0;
  private saving = false;
  private sortables: Sortable[] = [];
  private previewTimer = 0;
  private progressTimer = 0;

  override connect(): void {
    this.texts = JSON.parse(this.textsTarget.textContent ?? "{}") as Texts;
    this.model = new DirectoryState(JSON.parse(this.stateTarget.textContent ?? "{}") as State);
    this.version = this.model.state.version;
    this.element.dataset["ready"] = "true";
    this.sortables = this.listTargets.map((list) => this.sortable(list));
    window.addEventListener("beforeunload", this.guard);
    document.addEventListener("click", this.guardLinks, true);
    document.addEventListener("directories:changed", this.hear);
    this.paletteTarget.addEventListener("keydown", this.walk);
    this.refresh();
    if (this.model.rows.some((row) => row.leaving)) this.progressTimer = window.setInterval(() => this.model.summary().count || void this.hear(), PROGRESS);
    const wanted = this.rowOf(decodeURIComponent(window.location.hash.slice(1)));
    if (wanted) this.show(wanted);
  }

  override disconnect(): void {
    for (const sortable of this.sortables) sortable.destroy();
    window.removeEventListener("beforeunload", this.guard);
    document.removeEventListener("click", this.guardLinks, true);
    document.removeEventListener("directories:changed", this.hear);
    window.clearTimeout(this.previewTimer);
    window.clearInterval(this.progressTimer);
    this.paletteTarget.removeEventListener("keydown", this.walk);
  }

  // --- Rows -----------------------------------------------------------------------------------------------------------

  add(event: Event): void {
    const group = (event.currentTarget as HTMLElement).dataset["group"] ?? "list";
    const list = this.listTargets.find((each) => each.dataset["group"] === group);
    const element = this.templateTarget.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!list || !element) return;
    const key = `new-${++this.added}`;
    element.dataset["code"] = key;
    list.append(element);
    const colour = this.model.state.stages ? (group === "failure" ? "#FF5752" : "#A78BFA") : "";
    this.model.rows.push({
      code: key, name: "", defaultName: "", colour, semantics: group === "failure" ? "F" : this.model.state.stages ? "P" : "", group,
      count: 0, deleted: 0, protected: "", hidden: false, isDefault: false, leaving: "", isNew: true,
    });
    this.reorder();
    this.edit(element, this.rowFor(element));
  }

  rename(event: Event): void {
    const element = this.elementOf(event);
    delete this.detailTarget.dataset["open"];
    if (element) this.edit(element, this.rowFor(element));
  }

  restore(event: Event): void {
    this.change(event, (row) => {
      row.name = row.defaultName;
      row.restored = true;
      delete row.names;
    });
  }

  hide(event: Event): void {
    this.change(event, (row) => (row.hidden = !row.hidden));
  }

  flag(event: Event): void {
    const box = event.target as HTMLInputElement;
    if (!this.current) return;
    if (box.dataset["flag"] === "isDefault") for (const row of this.model.rows) row.isDefault = box.checked && row === this.current;
    else this.current.hidden = box.checked;
    this.refresh();
  }

  nameIn(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (!this.current) return;
    const language = input.dataset["nameIn"] ?? "";
    this.current.names = { ...this.current.names, [language]: input.value.trim() };
    if (language === document.documentElement.lang) this.current.name = input.value.trim() || input.placeholder;
    this.refresh();
  }

  remove(event: Event): void {
    const element = this.elementOf(event);
    const row = element && this.rowFor(element);
    if (!element || !row || row.protected) return;
    this.current = row;
    delete this.detailTarget.dataset["open"];
    if (row.isNew) return this.drop(element, row);
    if (row.removed) return this.mark(row, false);
    if (row.count + row.deleted === 0) return this.mark(row, true);
    const title = this.texts[this.model.state.stages ? "removeStage" : "removeValue"]?.replace("%name", row.name) ?? "";
    const parts = { dialog: this.replaceDialogTarget, title: this.replaceTitleTarget, touched: this.touchedTarget, choices: this.choicesTarget };
    askReplacement(parts, row, this.model.rows, this.texts, title);
  }

  keep(): void {
    this.replaceDialogTarget.close();
  }

  replace(): void {
    const chosen = this.choicesTarget.querySelector<HTMLInputElement>("input:checked");
    if (this.current && chosen) this.mark(this.current, true, chosen.value);
    this.replaceDialogTarget.close();
  }

  moveUp(event: Event): void {
    this.step(this.elementOf(event), -1);
  }

  moveDown(event: Event): void {
    this.step(this.elementOf(event), 1);
  }

  key(event: KeyboardEvent): void {
    const element = event.currentTarget as HTMLElement;
    if (event.target !== element) return;
    const steps: Record<string, () => void> = {
      Enter: () => this.show(element),
      F2: () => this.edit(element, this.rowFor(element)),
      Delete: () => this.remove(event),
      ArrowUp: () => (event.altKey ? this.step(element, -1) : this.focusBy(element, -1)),
      ArrowDown: () => (event.altKey ? this.step(element, 1) : this.focusBy(element, 1)),
    };
    const act = steps[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  select(event: Event): void {
    const target = event.target as Element;
    if (!target.closest("a, button, input, label")) this.show(event.currentTarget as HTMLElement);
  }

  open(event: Event): void {
    const element = this.elementOf(event);
    const row = element && this.rowFor(element);
    if (!element || !row) return;
    if (row.isNew) return this.edit(element, row);
    this.show(element);
    this.detailTarget.dataset["open"] = "true";
  }

  close(): void {
    delete this.detailTarget.dataset["open"];
    const element = this.rowOf(this.current?.code ?? "");
    this.rowTargets.forEach((row) => row.removeAttribute("aria-current"));
    this.current = null;
    this.detailTarget.replaceChildren();
    element?.focus();
  }

  go(event: Event): void {
    const picker = event.target as HTMLSelectElement;
    if (this.model.summary().count) void this.leaveFor(picker.value).then(() => (picker.value = window.location.pathname));
    else window.location.assign(picker.value);
  }

  // --- Colours --------------------------------------------------------------------------------------------------------

  colour(event: Event): void {
    const element = this.elementOf(event);
    const row = element && this.rowFor(element);
    if (!element || !row) return;
    this.current = row;
    delete this.detailTarget.dataset["open"];
    const used = new Set(this.model.rows.map((each) => each.colour.toLowerCase()));
    openPalette(this.paletteParts(), element, row.name, row.colour, this.model.original(row.code)?.colour ?? "", used);
  }

  pick(event: Event): void {
    this.setColour((event.currentTarget as HTMLElement).dataset["colour"] ?? "");
    this.paletteTarget.hidePopover();
  }

  hexTyped(): void {
    const typed = this.hexTarget.value.trim();
    const colour = typed.startsWith("#") ? typed : `#${typed}`;
    if (HEX.test(colour)) this.setColour(colour);
  }

  hexKey(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    // The focus goes back to the button, which the same key would press again.
    event.preventDefault();
    this.paletteTarget.hidePopover();
  }

  noColour(): void {
    this.setColour("");
  }

  oldColour(): void {
    this.setColour(this.model.original(this.current?.code ?? "")?.colour ?? "");
  }

  // --- Saving ---------------------------------------------------------------------------------------------------------

  cancel(): void {
    this.saving = true;
    window.location.reload();
  }

  giveUp(): void {
    this.cancel();
  }

  saveAnyway(): void {
    this.staleDialogTarget.close();
    void this.save();
  }

  async save(): Promise<void> {
    this.submitTarget.disabled = true;
    const answer = await this.post(this.saveUrlValue);
    this.submitTarget.disabled = false;
    if (!answer) return;
    if (answer.status === 409) return this.tellStale(await answer.json());
    if (answer.ok) return this.cancel();
    const refusal = (await answer.json()) as { message: string; fields?: Record<string, string> };
    listLines(this.warningsTarget, [refusal.message, ...this.reasons(refusal.fields ?? {})]);
    this.warningsTarget.dataset["kind"] = "bad";
    this.warningsTarget.hidden = false;
  }

  private tellStale(told: { version: number; since: { text: string }[] }): void {
    this.version = told.version;
    listLines(this.sinceTarget, told.since.map((change) => change.text));
    this.staleDialogTarget.showModal();
  }

  private reasons(fields: Record<string, string>): string[] {
    for (const element of this.rowTargets) element.toggleAttribute("data-invalid", (element.dataset["code"] ?? "") in fields);
    return Object.entries(fields).map(([code, reason]) => `${this.model.find(code)?.name || code}: ${reason}`);
  }

  private async post(url: string): Promise<Response | null> {
    const body = JSON.stringify({ version: this.version, edits: this.model.edits() });
    const answer = await send(url, { method: "POST", body }, { "HX-Request": "false", "Content-Type": "application/json", Accept: "application/json" });
    return answer?.response ?? null;
  }

  /** Ask, a moment after the last edit, what is worth a second look. */
  private previewSoon(count: number): void {
    window.clearTimeout(this.previewTimer);
    this.warningsTarget.hidden = true;
    if (count) this.previewTimer = window.setTimeout(() => void this.preview(), 600);
  }

  private async preview(): Promise<void> {
    if (this.model.rows.some((row) => row.isNew && !row.name)) return;
    const answer = await this.post(this.previewUrlValue);
    if (!answer?.ok) return;
    const { warnings } = (await answer.json()) as { warnings: { code: string; text: string }[] };
    const edited = new Set(this.model.rows.filter((row) => this.model.isChanged(row)).map((row) => row.code));
    const telling = warnings.filter((warning) => !warning.code || edited.has(warning.code));
    listLines(this.warningsTarget, telling.slice(0, 3).map((warning) => `${this.model.find(warning.code)?.name ?? ""} ${warning.text}`.trim()));
    this.warningsTarget.dataset["kind"] = "warn";
    this.warningsTarget.hidden = telling.length === 0;
  }

  // --- Inside ---------------------------------------------------------------------------------------------------------

  private sortable(list: HTMLElement): Sortable {
    return Sortable.create(list, {
      handle: ".directory-row__grip", animation: 120, delay: 150, delayOnTouchOnly: true, ghostClass: "directory-row--ghost",
      onEnd: () => this.reorder(),
    });
  }

  private edit(element: HTMLElement, row: Row | undefined): void {
    const name = element.querySelector<HTMLElement>(".directory-row__name");
    if (!row || !name || row.removed) return;
    const input = Object.assign(document.createElement("input"), { className: "input directory-row__input", value: row.name, maxLength: 100 });
    input.setAttribute("aria-label", this.texts["nameOf"] ?? "");
    input.placeholder = row.isNew ? (this.texts["newName"] ?? "") : "";
    const keys = document.createElement("span");
    keys.className = "directory-row__keys";
    for (const key of ["enter", "escape"]) keys.append(Object.assign(document.createElement("kbd"), { textContent: this.texts[key] ?? "" }));
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
      if (row.isNew && !row.name) return this.drop(element, row);
      this.refresh();
      element.focus();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") finish(event.key === "Enter");
    });
    input.addEventListener("blur", () => finish(true));
    input.focus();
    input.select();
  }

  private change(event: Event, apply: (row: Row) => void): void {
    const element = this.elementOf(event);
    const row = element && this.rowFor(element);
    if (!row) return;
    apply(row);
    this.refresh();
  }

  private mark(row: Row, removed: boolean, replaceBy = ""): void {
    Object.assign(row, { removed, replaceBy });
    this.refresh();
  }

  private drop(element: HTMLElement, row: Row): void {
    this.model.rows = this.model.rows.filter((each) => each !== row);
    element.remove();
    this.refresh();
  }

  private setColour(colour: string): void {
    if (!this.current) return;
    this.current.colour = colour;
    showColour(this.paletteParts(), colour);
    this.refresh();
  }

  private step(element: HTMLElement | null, by: number): void {
    const row = element && this.rowFor(element);
    if (!element || !row || (row.protected && row.group !== "list" && row.group !== "failure")) return;
    const other = by < 0 ? element.previousElementSibling : element.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(element);
    else other.after(element);
    this.reorder();
    element.focus();
  }

  private focusBy(element: HTMLElement, by: number): void {
    const rows = this.rowTargets;
    rows[rows.indexOf(element) + by]?.focus();
  }

  private reorder(): void {
    const places = new Map(this.rowTargets.map((element, place) => [element.dataset["code"], place]));
    this.model.rows.sort((a, b) => (places.get(a.code) ?? 0) - (places.get(b.code) ?? 0));
    this.refresh();
  }

  private show(element: HTMLElement): void {
    const row = this.rowFor(element);
    const template = this.element.querySelector<HTMLTemplateElement>(`template[data-detail="${CSS.escape(row?.code ?? "")}"]`);
    for (const each of this.rowTargets) {
      if (each === element) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
    this.current = row ?? null;
    if (row && !row.isNew) window.history.replaceState(window.history.state, "", `#${encodeURIComponent(row.code)}`);
    if (!row || !template) return this.detailTarget.replaceChildren();
    this.detailTarget.replaceChildren(template.content.cloneNode(true));
    this.detailTarget.style.setProperty("--c", row.colour || "transparent");
    for (const input of this.detailTarget.querySelectorAll<HTMLInputElement>("[data-name-in]")) input.value = row.names?.[input.dataset["nameIn"] ?? ""] ?? input.value;
    for (const box of this.detailTarget.querySelectorAll<HTMLInputElement>("[data-flag]")) box.checked = box.dataset["flag"] === "hidden" ? row.hidden : row.isDefault;
  }

  private refresh(): void {
    const pairs: [Row, HTMLElement][] = [];
    this.rowTargets.forEach((element, place) => {
      const row = this.rowFor(element);
      if (!row) return;
      paintRow(element, row, place + 1, this.model.isChanged(row), this.texts);
      pairs.push([row, element]);
    });
    if (this.model.state.stages) drawFunnel(pairs, this.element.querySelectorAll<HTMLElement>(".directory-neck"));
    this.retitle();
    const { count, parts } = this.model.summary();
    this.barTarget.hidden = count === 0;
    for (const dot of this.listDotTargets) dot.hidden = count === 0;
    this.summaryTarget.textContent = count === 1 ? (this.texts["one"] ?? "") : (this.texts["many"] ?? "").replace("%n", String(count));
    const told = Object.entries(parts).filter(([, n]) => n > 0).map(([kind, n]) => (this.texts[n === 1 ? `${kind}_1` : kind] ?? "").replace("%n", String(n)));
    this.whatTarget.textContent = told.join(", ");
    this.previewSoon(count);
  }

  /** The panel of the selected value follows its name and colour. */
  private retitle(): void {
    const title = this.detailTarget.querySelector(".value-detail__header h2");
    if (!title || !this.current) return;
    title.textContent = this.current.name;
    this.detailTarget.style.setProperty("--c", this.current.colour || "transparent");
  }

  private paletteParts(): PaletteParts {
    return { popover: this.paletteTarget, hex: this.hexTarget, oldColour: this.oldColourTarget, previews: this.previewTargets };
  }

  private elementOf(event: Event): HTMLElement | null {
    const row = (event.target as Element).closest<HTMLElement>("[data-directory-editor-target~=row]");
    return row ?? (this.current ? this.rowOf(this.current.code) : null);
  }

  private rowOf(code: string): HTMLElement | null {
    return this.rowTargets.find((element) => code && element.dataset["code"] === code) ?? null;
  }

  private rowFor(element: HTMLElement): Row | undefined {
    return this.model.find(element.dataset["code"] ?? "");
  }

  private readonly walk = (event: KeyboardEvent): void => {
    if (walkPalette(this.paletteParts(), event.key)) event.preventDefault();
  };

  private readonly guard = (event: BeforeUnloadEvent): void => {
    if (!this.saving && this.model.summary().count) event.preventDefault();
  };

  /** A link out of the page asks first, in our words. */
  private readonly guardLinks = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || link.dataset["slider"] !== undefined || link.closest(".slider") || link.target || link.pathname.endsWith("/export/")) return;
    if (!this.model.summary().count || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    void this.leaveFor(link.href);
  };

  private async leaveFor(url: string): Promise<void> {
    const leave = await ask({ text: this.texts["leave"] ?? "", yes: this.texts["yes"] ?? "", no: this.texts["no"] ?? "" });
    if (!leave) return;
    this.saving = true;
    window.location.assign(url);
  }

  /** Somebody changed lists: show them as they are now, or say so while there are edits that would be lost. */
  private readonly hear = async (): Promise<void> => {
    if (this.model.summary().count || this.element.querySelector("[data-editing]")) {
      this.newsTarget.hidden = false;
      return;
    }
    const answer = await send(window.location.pathname);
    if (!answer?.response.ok) return;
    const page = new DOMParser().parseFromString(await answer.response.text(), "text/html");
    const fresh = page.querySelector(".directories");
    if (!fresh || this.model.summary().count) return;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>("[data-code]")?.dataset["code"] : "";
    this.element.replaceWith(fresh);
    enliven(fresh);
    if (focused) fresh.querySelector<HTMLElement>(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  };
}
