import { Controller } from "@hotwired/stimulus";
import { plain } from "@ui/lib/text";

/**
 * Leaves only the options of a long list that hold what is typed; chosen ones stay. Hidden without scripts.
 *
 *   <div data-controller="option-search"><input type="search" data-option-search-target="text" hidden>
 *     <div data-option-search-target="option">…<input type="checkbox">
 */
export default class OptionSearchController extends Controller<HTMLElement> {
  static override targets = ["text", "option"];
  declare readonly textTarget: HTMLInputElement;
  declare readonly optionTargets: HTMLElement[];

  override connect(): void {
    this.textTarget.hidden = false;
    this.textTarget.addEventListener("input", this.narrow);
    this.textTarget.addEventListener("change", keepToItself);
    this.textTarget.addEventListener("keydown", notByEnter);
  }

  override disconnect(): void {
    this.textTarget.removeEventListener("input", this.narrow);
    this.textTarget.removeEventListener("change", keepToItself);
    this.textTarget.removeEventListener("keydown", notByEnter);
  }

  private readonly narrow = (): void => {
    const wanted = plain(this.textTarget.value);
    for (const option of this.optionTargets) {
      const chosen = option.querySelector<HTMLInputElement>("input")?.checked ?? false;
      option.hidden = !chosen && !plain(option.textContent ?? "").includes(wanted);
    }
  };
}

/** What is typed here is no filter: the form must not be sent for it. */
function keepToItself(event: Event): void {
  event.stopPropagation();
}

function notByEnter(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}
