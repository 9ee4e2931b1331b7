import { Controller } from "@hotwired/stimulus";
import Sortable from "sortablejs";
import { raise } from "@ui/lib/events";
import { send } from "@ui/lib/request";
import { WidgetSizer, type Size } from "./widget_sizer";

/** The widget that was just added: the next grid that shows it points at it. */
let added = "";

/**
 * Moves and resizes widgets by mouse, touch and keyboard; what is seen at once is saved behind.
 *
 *   <section data-controller="widget-grid" data-widget-grid-url-value="…/widgets/order/" data-widget-grid-version-value="7-3">
 *     <div data-widget-grid-target="grid">
 *       <article data-widget-grid-target="tile" data-id="deals" data-width="6" data-height="2">
 *         <button class="widget__grip" data-action="keydown->widget-grid#key"> … <span data-widget-grid-target="handle">
 *     <p role="status" data-widget-grid-target="said">
 */
export default class WidgetGridController extends Controller<HTMLElement> {
  static override targets = ["grid", "tile", "handle", "said"];
  static override values = { url: String, version: String, movedText: String, sizedText: String };
  declare readonly gridTarget: HTMLElement;
  declare readonly tileTargets: HTMLElement[];
  declare readonly saidTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly movedTextValue: string;
  declare readonly sizedTextValue: string;
  declare versionValue: string;

  private sortable!: Sortable;
  private sizer!: WidgetSizer;
  private waiting: Promise<void> = Promise.resolve();
  private saved = "";

  override connect(): void {
    this.saved = this.order;
    this.sizer = new WidgetSizer(this.gridTarget, (tile, size) => this.keepSize(tile, size));
    this.sortable = Sortable.create(this.gridTarget, {
      handle: ".widget__grip",
      draggable: ".widget",
      animation: 140,
      delay: 120,
      delayOnTouchOnly: true,
      ghostClass: "widget--ghost",
      onEnd: ({ item }) => this.keepOrder(item),
    });
    document.addEventListener("widget:added", this.note);
    this.element.dataset["ready"] = "true";
    this.point(added ? `widget-${added}` : decodeURIComponent(window.location.hash.slice(1)));
  }

  override disconnect(): void {
    this.sortable.destroy();
    document.removeEventListener("widget:added", this.note);
  }

  handleTargetConnected(handle: HTMLElement): void {
    handle.addEventListener("pointerdown", this.grab);
  }

  handleTargetDisconnected(handle: HTMLElement): void {
    handle.removeEventListener("pointerdown", this.grab);
  }

  /** Alt and an arrow move the widget a place, Shift and an arrow resize it by a step. */
  key(event: KeyboardEvent): void {
    const tile = (event.currentTarget as HTMLElement).closest<HTMLElement>(".widget");
    if (!tile || !event.key.startsWith("Arrow") || event.altKey === event.shiftKey) return;
    event.preventDefault();
    if (event.altKey) this.move(tile, event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1);
    else this.sizer.step(tile, event.key);
    (event.currentTarget as HTMLElement).focus();
  }

  private get order(): string {
    return this.tileTargets.map((tile) => tile.dataset["id"]).join(",");
  }

  private readonly grab = (event: PointerEvent): void => this.sizer.grab(event);

  private readonly note = (event: Event): void => {
    added = (event as CustomEvent<{ id: string }>).detail.id;
    this.point(`widget-${added}`);
  };

  private move(tile: HTMLElement, by: number): void {
    const other = by < 0 ? tile.previousElementSibling : tile.nextElementSibling;
    if (by < 0) other?.before(tile);
    else other?.after(tile);
    this.keepOrder(tile);
  }

  private keepOrder(tile: HTMLElement): void {
    const order = this.order;
    this.say(this.movedTextValue, tile, {
      place: String(this.tileTargets.indexOf(tile) + 1),
      count: String(this.tileTargets.length),
    });
    if (order === this.saved) return;
    this.saved = order;
    this.keep(this.urlValue, { ids: order });
  }

  private keepSize(tile: HTMLElement, size: Size): void {
    const [width, height] = [String(size.width), String(size.height)];
    this.say(this.sizedTextValue, tile, { width, height });
    this.keep(this.urlValue.replace("/order/", `/${tile.dataset["id"]}/size/`), { width, height });
  }

  /** One change after the other: each needs the version that the one before it made. */
  private keep(url: string, values: Record<string, string>): void {
    this.waiting = this.waiting.then(async () => {
      const answer = await send(url, {
        method: "POST",
        body: new URLSearchParams({ ...values, version: this.versionValue }),
      });
      if (answer?.response.ok) this.renew(answer.response);
      else raise("layout:changed");
    });
  }

  private renew(response: Response): void {
    const told = JSON.parse(response.headers.get("HX-Trigger") ?? "{}") as { "layout:saved"?: { version: string } };
    this.versionValue = told["layout:saved"]?.version ?? this.versionValue;
    for (const input of this.element.querySelectorAll<HTMLInputElement>("input[name=version]"))
      input.value = this.versionValue;
    this.element.dataset["saved"] = this.versionValue;
  }

  private say(text: string, tile: HTMLElement, values: Record<string, string>): void {
    const title = tile.querySelector("[data-part=title]")?.textContent ?? "";
    this.saidTarget.textContent = Object.entries({ title, ...values }).reduce(
      (said, [name, value]) => said.replace(`{${name}}`, value),
      text,
    );
  }

  /** Bring a widget into sight and point at it for a moment: one that was added, or that a link names. */
  private point(id: string): void {
    const tile = this.tileTargets.find((each) => each.id === id);
    if (!tile) return;
    added = "";
    tile.dataset["state"] = "pointed";
    tile.scrollIntoView({ block: "center" });
    window.setTimeout(() => tile.dataset["state"] === "pointed" && delete tile.dataset["state"], 2400);
  }
}
