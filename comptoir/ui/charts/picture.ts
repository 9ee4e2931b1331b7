/**
 * A picture of a part of the page, painted on a canvas: boxes and words by hand, drawings as SVG images.
 * Words are painted here and not inside the images, which know nothing of the page's font.
 */
import { paintDrawing } from "./picture_svg";
import { fontOf, paintText } from "./picture_text";

const SKIPPED = "button, summary, script, template, [popover], dialog, [data-no-picture], .icon, .visually-hidden";
const SCALE = 2;
const MARGIN = 16;

export interface Canvas {
  context: CanvasRenderingContext2D;
  left: number;
  top: number;
}

/** Paint an element as it stands on the page, twice as fine. */
export async function picture(element: HTMLElement): Promise<Blob> {
  await document.fonts.ready;
  const box = element.getBoundingClientRect();
  const sheet = document.createElement("canvas");
  sheet.width = Math.round((box.width + 2 * MARGIN) * SCALE);
  sheet.height = Math.round((box.height + 2 * MARGIN) * SCALE);
  const context = sheet.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.scale(SCALE, SCALE);
  context.fillStyle = ground(element);
  context.fillRect(0, 0, sheet.width, sheet.height);
  await visit({ context, left: box.left - MARGIN, top: box.top - MARGIN }, element);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("empty picture"))), "image/png");
  });
}

/** The first colour behind an element that is not transparent. */
function ground(element: Element | null): string {
  if (!element) return "#fff";
  const colour = getComputedStyle(element).backgroundColor;
  return isClear(colour) ? ground(element.parentElement) : colour;
}

function isClear(colour: string): boolean {
  return colour === "transparent" || /[,/] ?0\)$/.test(colour);
}

async function visit(canvas: Canvas, element: Element): Promise<void> {
  const style = getComputedStyle(element);
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.matches(SKIPPED)) return;
  if (element instanceof SVGSVGElement) {
    await paintDrawing(canvas, element);
    return;
  }
  paintBox(canvas, element, style);
  for (const child of element.childNodes) {
    if (child instanceof Element) await visit(canvas, child);
    else if (child.nodeType === Node.TEXT_NODE) paintWords(canvas, child as Text, style);
  }
}

function paintBox({ context, left, top }: Canvas, element: Element, style: CSSStyleDeclaration): void {
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left - left, box.top - top];
  context.beginPath();
  context.roundRect(x, y, box.width, box.height, Number.parseFloat(style.borderTopLeftRadius) || 0);
  if (!isClear(style.backgroundColor)) {
    context.fillStyle = style.backgroundColor;
    context.fill();
  }
  const sides = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth].map(
    Number.parseFloat,
  );
  if (sides.every((width) => width > 0)) {
    context.strokeStyle = style.borderTopColor;
    context.lineWidth = sides[0] ?? 1;
    context.stroke();
    return;
  }
  context.fillStyle = style.borderTopWidth !== "0px" ? style.borderTopColor : style.borderBottomColor;
  if (sides[0]) context.fillRect(x, y, box.width, sides[0]);
  if (sides[2]) context.fillRect(x, y + box.height - sides[2], box.width, sides[2]);
}

/** Each word where the browser has put it, so that lines break as on the page. */
function paintWords(canvas: Canvas, node: Text, style: CSSStyleDeclaration): void {
  const text = node.data;
  const isCut = style.textOverflow === "ellipsis" && style.overflow !== "visible";
  const edge = isCut ? (node.parentElement?.getBoundingClientRect().right ?? Infinity) : Infinity;
  const font = fontOf(style);
  // A canvas knows no figures of equal width: they are put into their places one by one.
  const parts = style.fontVariantNumeric.includes("tabular") ? /\d|[^\s\d]+/g : /\S+/g;
  for (const word of text.matchAll(parts)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    if (box.width && box.left < edge) paintText(canvas, word[0], box, font, edge);
  }
}
