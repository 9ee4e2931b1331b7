import { Controller } from "@hotwired/stimulus";

const WRITING = "input, select, textarea, [contenteditable=true]";

/**
 * Keys of the whole page: "/" goes to the search box, "?" shows all shortcuts.
 *
 *   <body data-controller="shortcuts">   <input data-shortcuts-target="search">
 */
export default class ShortcutsController extends Controller<HTMLElement> {
  static override targets = ["search"];
  declare readonly hasSearchTarget: boolean;
  declare readonly searchTarget: HTMLInputElement;

  override connect(): void {
    document.addEventListener("keydown", this.pressed);
  }

  override disconnect(): void {
    document.removeEventListener("keydown", this.pressed);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest(WRITING)) return;
    if (event.key === "/" && this.hasSearchTarget && !document.querySelector("dialog:modal")) {
      event.preventDefault();
      this.searchTarget.focus();
      this.searchTarget.select();
    } else if (event.key === "?") {
      event.preventDefault();
      const help = document.querySelector<HTMLDialogElement>("#shortcuts-help");
      if (help && !help.open) help.showModal();
    }
  };
}
