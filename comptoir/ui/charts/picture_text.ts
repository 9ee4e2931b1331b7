/** Words on a canvas, in the font and at the place they have on the page. */
import type { Canvas } from "./picture";

export interface Font {
  font: string;
  colour: string;
  spacing: string;
}

export function fontOf(style: CSSStyleDeclaration, colour = style.color): Font {
  return { font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`, colour, spacing: style.letterSpacing };
}

/** Paint words into the box they fill on the page; what passes the edge ends with an ellipsis. */
export function paintText(
  { context, left, top }: Canvas,
  text: string,
  box: DOMRect,
  { font, colour, spacing }: Font,
  edge = Infinity,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.letterSpacing = spacing === "normal" ? "0px" : spacing;
  const metrics = context.measureText(text);
  const leading = (box.height - metrics.fontBoundingBoxAscent - metrics.fontBoundingBoxDescent) / 2;
  const slack = /^\d$/.test(text) ? (box.width - metrics.width) / 2 : 0;
  context.fillText(
    shortened(context, text, edge - box.left),
    box.left - left + slack,
    box.top - top + leading + metrics.fontBoundingBoxAscent,
  );
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room + 1) return text;
  let end = text.length;
  while (end && context.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end)}…`;
}
