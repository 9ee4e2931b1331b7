import { Controller } from "@hotwired/stimulus";
import { OptionList, type Choice } from "@ui/lib/option_list";
import { place } from "@ui/lib/place";
import { plain } from "@ui/lib/text";

const SEARCHABLE_FROM = 9;
const TYPING_PAUSE = 200;

let serial = 0;

/**
 * A drop-down with coloured squares, searched as one types, from its own <select> or from the server (url).
 * The select stays in the form and keeps the value; a short, colourless one is left to the browser.
 *
 *   <div data-controller="combobox"><select data-combobox-target="select"><option data-colour="#39a8ef">
 */
export default class ComboboxController extends Controller<HTMLElement> {
  static override targets = ["select"];
  static override values = {
    url: String,
    editUrl: String,
    label: String,
    searchText: String,
    nothingText: String,
    editText: String,
  };
  declare readonly selectTarget: HTMLSelectElement;
  declare readonly urlValue: string;
  declare readonly editUrlValue: string;
  declare readonly labelValue: string;
  declare readonly searchTextValue: string;
  declare readonly nothingTextValue: string;
  declare readonly editTextValue: string;

  private face: HTMLButtonElement | null = null;
  private panel!: HTMLElement;
  private input!: HTMLInputElement;
  private list!: OptionList;
  private timer = 0;
  private wasOpen = false;
  private request: AbortController | null = null;
  /** What was typed is not answered yet; Enter then means the first answer, not what still stands there. */
  private waiting = false;
  private chooseWhenAnswered = false;

  override connect(): void {
    const options = [...this.selectTarget.options];
    const worth =
      this.urlValue || options.length >= SEARCHABLE_FROM || options.some((option) => option.dataset["colour"]);
    if (this.face || !worth) return;
    this.build(options.length >= SEARCHABLE_FROM || this.urlValue !== "");
    this.showValue();
    this.selectTarget.addEventListener("options:changed", this.showValue);
  }

  override disconnect(): void {
    this.selectTarget.removeEventListener("options:changed", this.showValue);
    this.request?.abort();
    window.clearTimeout(this.timer);
    this.face?.remove();
    this.panel?.remove();
    this.face = null;
    this.selectTarget.hidden = false;
    this.selectTarget.closest<HTMLElement>(".select")?.removeAttribute("hidden");
  }

  private build(searchable: boolean): void {
    const id = `combobox-${++serial}`;
    this.face = Object.assign(document.createElement("button"), {
      type: "button",
      className: "input combobox__face",
      id: `${id}-face`,
    });
    this.face.setAttribute("aria-haspopup", "listbox");
    this.face.setAttribute("aria-expanded", "false");
    this.face.disabled = this.selectTarget.disabled;
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = this.selectTarget.getAttribute(name);
      if (value) this.face.setAttribute(name, value);
    }
    this.input = Object.assign(document.createElement("input"), {
      type: "text",
      className: "combobox__search",
      autocomplete: "off",
      placeholder: this.searchTextValue,
    });
    this.list = new OptionList(`${id}-list`, this.labelValue, this.nothingTextValue, (choice) => this.choose(choice));
    const attributes = {
      role: "combobox",
      "aria-label": this.labelValue,
      "aria-expanded": "true",
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      "data-no-guard": "",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.panel = Object.assign(document.createElement("div"), { className: "combobox__panel", popover: "auto" });
    this.panel.toggleAttribute("data-searchable", searchable);
    this.panel.append(this.input, this.list.element);
    if (this.editUrlValue) this.panel.append(this.editLink());
    const shell = this.selectTarget.closest<HTMLElement>(".select") ?? this.selectTarget;
    shell.hidden = true;
    this.element.append(this.face, this.panel);
    this.face.addEventListener("pointerdown", () => (this.wasOpen = this.panel.matches(":popover-open")));
    this.face.addEventListener("click", this.toggle);
    this.face.addEventListener("keydown", this.openByKey);
    this.panel.addEventListener("toggle", this.closed);
    this.input.addEventListener("input", this.typed);
    this.input.addEventListener("keydown", this.pressed);
    this.name(this.face);
  }

  /** The label names the face now, which says its value as well. */
  private name(face: HTMLButtonElement): void {
    const label = this.element.closest(".field")?.querySelector("label");
    if (!label) return;
    label.id ||= `${face.id}-label`;
    label.htmlFor = face.id;
    face.setAttribute("aria-labelledby", `${label.id} ${face.id}`);
  }

  private editLink(): HTMLAnchorElement {
    return Object.assign(document.createElement("a"), {
      className: "combobox__edit",
      href: this.editUrlValue,
      textContent: this.editTextValue,
    });
  }

  private get choices(): Choice[] {
    return [...this.selectTarget.options].map((option) => ({
      value: option.value,
      label: option.label,
      colour: option.dataset["colour"] ?? "",
      hint: option.dataset["hint"] ?? "",
      disabled: option.disabled,
    }));
  }

  private readonly openByKey = (event: KeyboardEvent): void => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    this.open();
  };

  /** The browser closes the panel on the press of the pointer: the click that follows must not open it again. */
  private readonly toggle = (): void => {
    if (this.wasOpen) this.panel.hidePopover();
    else this.open();
    this.wasOpen = false;
  };

  private readonly closed = (event: Event): void => {
    if ((event as ToggleEvent).newState === "closed") this.face?.setAttribute("aria-expanded", "false");
  };

  /** All at once, not when the browser gets round to its event: what is typed next belongs to the search box. */
  private open(): void {
    if (!this.face) return;
    this.panel.showPopover();
    this.face.setAttribute("aria-expanded", "true");
    this.panel.style.minWidth = `${this.face.offsetWidth}px`;
    this.input.value = "";
    this.list.show(this.choices, this.selectTarget.value);
    place(this.panel, this.face);
    this.input.focus();
    this.announce();
    if (this.urlValue) void this.ask("");
  }

  private readonly typed = (): void => {
    const text = this.input.value;
    window.clearTimeout(this.timer);
    // An answer to what stood there before must not pass for the answer to this.
    this.request?.abort();
    this.waiting = this.urlValue !== "";
    this.chooseWhenAnswered = false;
    if (this.urlValue) this.timer = window.setTimeout(() => void this.ask(text), TYPING_PAUSE);
    else this.list.show(matching(this.choices, text), this.selectTarget.value, text !== "");
    this.announce();
  };

  private async ask(text: string): Promise<void> {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.urlValue, window.location.href);
    url.searchParams.set("q", text);
    const { signal } = this.request;
    const response = await fetch(url, { headers: { Accept: "application/json" }, signal }).catch(() => null);
    const found = response?.ok ? ((await response.json().catch(() => null)) as Partial<Choice>[] | null) : null;
    if (!found || signal.aborted) return;
    const nothing = this.choices.filter((choice) => choice.value === "" && text === "");
    this.list.show([...nothing, ...found.map(complete)], this.selectTarget.value, text !== "");
    this.announce();
    this.waiting = false;
    if (this.chooseWhenAnswered) this.list.chooseActive();
    this.chooseWhenAnswered = false;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) this.list.move(step);
    else if (event.key === "Enter" && this.waiting) this.chooseWhenAnswered = true;
    else if (event.key === "Enter") this.list.chooseActive();
    else if (event.key === "Tab") return this.panel.hidePopover();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.announce();
  };

  private announce(): void {
    this.input.setAttribute("aria-activedescendant", this.list.activeId);
  }

  private close(): void {
    this.panel.hidePopover();
    this.face?.focus();
  }

  private choose(choice: Choice): void {
    const known = [...this.selectTarget.options].some((option) => option.value === choice.value);
    if (!known) {
      const option = new Option(choice.label, choice.value);
      option.dataset["colour"] = choice.colour;
      this.selectTarget.add(option);
    }
    const changed = this.selectTarget.value !== choice.value;
    this.selectTarget.value = choice.value;
    this.showValue();
    this.close();
    if (changed) this.selectTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private readonly showValue = (): void => {
    const choice = this.choices.find((each) => each.value === this.selectTarget.value);
    this.face?.replaceChildren(...OptionList.content(choice ?? complete({})));
    this.face?.toggleAttribute("data-empty", !choice?.value);
  };
}

function complete(choice: Partial<Choice>): Choice {
  return { value: "", label: "", colour: "", hint: "", disabled: false, ...choice };
}

/** Words are found wherever they stand, with or without their accents. */
function matching(choices: Choice[], text: string): Choice[] {
  const wanted = plain(text);
  return choices.filter(
    (choice) => (choice.value !== "" || !wanted) && plain(`${choice.label} ${choice.hint}`).includes(wanted),
  );
}
