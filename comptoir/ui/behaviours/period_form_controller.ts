import { Controller } from "@hotwired/stimulus";

/**
 * Turns dates or a part of a year into one period code (R-…, U-…, Q-…, M-…, Y-…) when its form is sent.
 *
 *   <form data-controller="period-form" data-period-form-kind-value="interval" data-period-form-name-value="period">
 */
export default class PeriodFormController extends Controller<HTMLFormElement> {
  static override targets = ["from", "to", "part", "year"];
  static override values = { kind: String, name: String };
  declare readonly fromTarget: HTMLInputElement;
  declare readonly toTarget: HTMLInputElement;
  declare readonly partTarget: HTMLSelectElement;
  declare readonly yearTarget: HTMLSelectElement;
  declare readonly kindValue: string;
  declare readonly nameValue: string;

  override connect(): void {
    this.element.addEventListener("submit", this.encode, { capture: true });
  }

  override disconnect(): void {
    this.element.removeEventListener("submit", this.encode, { capture: true });
  }

  private readonly encode = (event: Event): void => {
    const code = this.kindValue === "interval" ? this.interval() : this.calendar();
    if (!code) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const hidden = Object.assign(document.createElement("input"), {
      type: "hidden",
      name: this.nameValue,
      value: code,
    });
    for (const control of this.element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      "input:not([type=hidden]), select",
    ))
      control.disabled = true;
    this.element.append(hidden);
  };

  private interval(): string {
    const [from, to] = [this.fromTarget.value, this.toTarget.value];
    if (!to) return "";
    if (!from) return `U-${to}`;
    return from <= to ? `R-${from}-${to}` : `R-${to}-${from}`;
  }

  private calendar(): string {
    const [part, year] = [this.partTarget.value, this.yearTarget.value];
    if (!part) return `Y-${year}`;
    const number = part.slice(1);
    return part.startsWith("Q") ? `Q-${year}-${number}` : `M-${year}-${number.padStart(2, "0")}`;
  }
}
