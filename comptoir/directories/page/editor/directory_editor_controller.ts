import { Controller } from "@hotwired/stimulus";
import { DetailPanel, flagFrom, nameFrom } from "./detail";
import { LeaveGuard } from "./leaving";
import { RowList } from "./list";
import { nameInPlace } from "./naming";
import { DirectoryNews } from "./news";
import { RowOrder } from "./order";
import { ColourPopover } from "./palette";
import { Removal } from "./removal";
import type { Texts } from "./rows";
import { DirectorySaving } from "./saving";
import { DirectoryState, type Row, type State } from "./state";

/**
 * Edits a directory in place: everything is collected here and saved or cancelled together.
 *
 *   <div data-controller="directory-editor" data-directory-editor-save-url-value="…/save/">
 *     <ol data-directory-editor-target="list" data-group="additional"> rows </ol>
 */
export default class DirectoryEditorController extends Controller<HTMLElement> {
  static override targets = [
    "list",
    "row",
    "template",
    "detail",
    "bar",
    "state",
    "texts",
    "listDot",
    "news",
    "palette",
    "replaceDialog",
    "staleDialog",
  ];
  static override values = { saveUrl: String, previewUrl: String };
  declare readonly listTargets: HTMLElement[];
  declare readonly rowTargets: HTMLElement[];
  declare readonly templateTarget: HTMLTemplateElement;
  declare readonly detailTarget: HTMLElement;
  declare readonly barTarget: HTMLElement;
  declare readonly stateTarget: HTMLElement;
  declare readonly textsTarget: HTMLElement;
  declare readonly listDotTargets: HTMLElement[];
  declare readonly newsTarget: HTMLElement;
  declare readonly paletteTarget: HTMLElement;
  declare readonly replaceDialogTarget: HTMLDialogElement;
  declare readonly staleDialogTarget: HTMLDialogElement;
  declare readonly saveUrlValue: string;
  declare readonly previewUrlValue: string;

  private model!: DirectoryState;
  private texts!: Texts;
  private rows!: RowList;
  private detail!: DetailPanel;
  private order!: RowOrder;
  private palette!: ColourPopover;
  private removal!: Removal;
  private saving!: DirectorySaving;
  private leaving!: LeaveGuard;
  private life!: AbortController;

  override connect(): void {
    this.texts = JSON.parse(this.textsTarget.textContent ?? "{}") as Texts;
    this.model = new DirectoryState(JSON.parse(this.stateTarget.textContent ?? "{}") as State);
    this.element.dataset["ready"] = "true";
    this.assemble();
    this.refresh();
    const wanted = this.rows.element(decodeURIComponent(window.location.hash.slice(1)));
    if (wanted) this.show(wanted);
  }

  override disconnect(): void {
    this.life.abort();
  }

  // --- Values ---------------------------------------------------------------------------------------------------------

  add(event: Event): void {
    const group = (event.currentTarget as HTMLElement).dataset["group"] ?? "list";
    const list = this.listTargets.find((each) => each.dataset["group"] === group);
    const element = this.templateTarget.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!list || !element) return;
    const row = this.rows.add(list, element);
    this.order.read();
    this.name(element, row);
  }

  rename(event: Event): void {
    this.at(event, (row, element) => this.name(element, row));
  }

  restore(event: Event): void {
    this.change(event, (row) => {
      Object.assign(row, { name: row.defaultName, restored: true });
      delete row.names;
    });
  }

  hide(event: Event): void {
    this.change(event, (row) => (row.hidden = !row.hidden));
  }

  flag(event: Event): void {
    this.change(event, (row) => flagFrom(event.target as HTMLInputElement, row, this.model.rows));
  }

  nameIn(event: Event): void {
    this.change(event, (row) => nameFrom(event.target as HTMLInputElement, row));
  }

  colour(event: Event): void {
    this.at(event, (row, element) => {
      const used = new Set(this.model.rows.map((each) => each.colour.toLowerCase()));
      this.palette.open(element, { name: row.name, colour: row.colour, used });
    });
  }

  remove(event: Event): void {
    this.at(event, (row, element) => {
      if (row.protected) return;
      if (row.isNew) this.drop(element, row);
      else this.removal.toggle(row);
    });
  }

  keep(): void {
    this.removal.close();
  }

  replace(): void {
    this.removal.replace(this.rows.current);
  }

  // --- Moving and selecting -------------------------------------------------------------------------------------------

  moveUp(event: Event): void {
    this.rows.with(event, (row, element) => this.order.step(element, row, -1));
  }

  moveDown(event: Event): void {
    this.rows.with(event, (row, element) => this.order.step(element, row, 1));
  }

  regroup(event: Event): void {
    const select = event.target as HTMLSelectElement;
    this.rows.with(event, (row, element) => {
      if (!this.order.regroup(element, row, select.value)) select.value = row.group;
    });
  }

  key(event: KeyboardEvent): void {
    const element = event.currentTarget as HTMLElement;
    if (event.target !== element) return;
    const steps: Record<string, () => void> = {
      Enter: () => this.show(element),
      F2: () => this.rename(event),
      Delete: () => this.remove(event),
      ArrowUp: () => (event.altKey ? this.moveUp(event) : this.rows.focusBeside(element, -1)),
      ArrowDown: () => (event.altKey ? this.moveDown(event) : this.rows.focusBeside(element, 1)),
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
    this.rows.with(event, (row, element) => {
      if (row.isNew) return this.name(element, row);
      this.show(element);
      this.detail.unfold();
    });
  }

  close(): void {
    const element = this.rows.element(this.rows.current?.code);
    this.detail.fold();
    this.show(null);
    element?.focus();
  }

  // --- Leaving and saving ---------------------------------------------------------------------------------------------

  go(event: Event): void {
    void this.leaving.follow(event.target as HTMLSelectElement);
  }

  cancel(): void {
    this.leaving.reload();
  }

  save(): void {
    void this.saving.save();
  }

  saveAnyway(): void {
    void this.saving.saveAnyway();
  }

  // --- Inside ---------------------------------------------------------------------------------------------------------

  private assemble(): void {
    this.life = new AbortController();
    const { signal } = this.life;
    const { model, texts } = this;
    const elements = (): HTMLElement[] => this.rowTargets;
    const refresh = (): void => this.refresh();
    this.rows = new RowList(this.element, model, texts, elements);
    this.order = new RowOrder(this.listTargets, model, texts, elements, refresh, signal);
    this.detail = new DetailPanel(this.detailTarget, this.element);
    this.removal = new Removal(this.replaceDialogTarget, model, texts, refresh);
    const saved = (): string => model.original(this.rows.current?.code ?? "")?.colour ?? "";
    this.palette = new ColourPopover(this.paletteTarget, { picked: (colour) => this.setColour(colour), saved }, signal);
    this.leaving = new LeaveGuard(() => model.isEdited(), texts, signal);
    const urls = { save: this.saveUrlValue, preview: this.previewUrlValue };
    const owner = {
      saved: () => this.leaving.reload(),
      refused: (codes: ReadonlySet<string>) => this.rows.refuse(codes),
    };
    this.saving = new DirectorySaving(
      { bar: this.barTarget, stale: this.staleDialogTarget },
      urls,
      model,
      texts,
      owner,
      signal,
    );
    new DirectoryNews(this.element, this.newsTarget, model, signal);
  }

  private refresh(): void {
    this.rows.paint();
    for (const dot of this.listDotTargets) dot.hidden = !this.model.isEdited();
    this.detail.paint(this.rows.current);
    this.saving.paint();
  }

  private show(element: HTMLElement | null): void {
    this.rows.select(element);
    this.detail.show(this.rows.current);
  }

  /** Do something with a row, which the panel then shows. */
  private at(event: Event, act: (row: Row, element: HTMLElement) => void): void {
    this.rows.with(event, (row, element) => {
      if (row !== this.rows.current) this.show(element);
      this.detail.fold();
      act(row, element);
    });
  }

  private change(event: Event, apply: (row: Row) => void): void {
    this.rows.with(event, (row) => {
      apply(row);
      this.refresh();
    });
  }

  private name(element: HTMLElement, row: Row): void {
    nameInPlace(element, row, this.texts, () => {
      if (row.isNew && !row.name) return this.drop(element, row);
      this.refresh();
      element.focus();
    });
  }

  private setColour(colour: string): void {
    if (!this.rows.current) return;
    this.rows.current.colour = colour;
    this.palette.show(colour);
    this.refresh();
  }

  private drop(element: HTMLElement, row: Row): void {
    this.rows.drop(element, row);
    this.refresh();
  }
}
