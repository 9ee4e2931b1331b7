/** The list of a combobox: options with squares, one of them active. */

export interface Choice {
  value: string;
  label: string;
  colour: string;
  hint: string;
  disabled: boolean;
}

const SVG = "http://www.w3.org/2000/svg";

export class OptionList {
  readonly element = document.createElement("ul");
  private choices: Choice[] = [];
  private active = -1;

  constructor(
    private readonly id: string,
    label: string,
    private readonly nothing: string,
    private readonly chosen: (choice: Choice) => void,
  ) {
    this.element.id = id;
    this.element.className = "combobox__list";
    this.element.setAttribute("role", "listbox");
    this.element.setAttribute("aria-label", label);
    this.element.addEventListener("click", (event) => this.choose(this.indexOf(event.target)));
    this.element.addEventListener("pointermove", (event) => this.activate(this.indexOf(event.target), false));
  }

  get activeId(): string {
    return this.active < 0 ? "" : `${this.id}-${this.active}`;
  }

  /** Show these choices; the first is active when `first`, else the current value. */
  show(choices: Choice[], value: string, first = false): void {
    this.choices = choices;
    this.element.replaceChildren(...choices.map((choice, index) => this.option(choice, index, choice.value === value)));
    if (choices.length === 0)
      this.element.append(
        Object.assign(document.createElement("li"), { className: "combobox__nothing", textContent: this.nothing }),
      );
    const current = choices.findIndex((choice) => choice.value === value);
    this.activate(first || current < 0 ? Math.min(0, choices.length - 1) : current);
  }

  move(step: number): void {
    if (this.choices.length === 0) return;
    const next = this.active + step;
    const wraps = Math.abs(step) === 1;
    const last = this.choices.length - 1;
    this.activate(wraps ? (next + last + 1) % (last + 1) : Math.max(0, Math.min(last, next)));
  }

  chooseActive(): void {
    this.choose(this.active);
  }

  static content(choice: Choice): Node[] {
    const nodes: Node[] = [];
    if (choice.colour) nodes.push(square(choice.colour));
    nodes.push(
      Object.assign(document.createElement("span"), { className: "combobox__label", textContent: choice.label }),
    );
    if (choice.hint) nodes.push(Object.assign(document.createElement("small"), { textContent: choice.hint }));
    return nodes;
  }

  private option(choice: Choice, index: number, selected: boolean): HTMLLIElement {
    const item = Object.assign(document.createElement("li"), {
      id: `${this.id}-${index}`,
      className: "combobox__option",
    });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(selected));
    if (choice.disabled) item.setAttribute("aria-disabled", "true");
    item.append(...OptionList.content(choice));
    return item;
  }

  private activate(index: number, scroll = true): void {
    if (index === this.active && index >= 0 && !scroll) return;
    if (index < 0 && this.choices.length > 0) return;
    this.active = index;
    for (const [place, item] of [...this.element.children].entries())
      item.toggleAttribute("data-active", place === index);
    if (scroll) this.element.children[index]?.scrollIntoView({ block: "nearest" });
  }

  private choose(index: number): void {
    const choice = this.choices[index];
    if (choice && !choice.disabled) this.chosen(choice);
  }

  private indexOf(target: EventTarget | null): number {
    const item = (target as Element).closest("[role=option]");
    return item ? [...this.element.children].indexOf(item) : -1;
  }
}

function square(colour: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "square");
  svg.setAttribute("width", "8");
  svg.setAttribute("height", "8");
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "8", height: "8", rx: "2", fill: colour }))
    rect.setAttribute(name, value);
  svg.append(rect);
  return svg;
}
