/** A drawing of the page as an image: its styles written into it, its words left to the canvas. */
import type { Canvas } from "./picture";
import { fontOf, paintText } from "./picture_text";

const SVG = "http://www.w3.org/2000/svg";
const AROUND = 12;
const STYLES = [
  "color",
  "display",
  "fill",
  "fill-opacity",
  "opacity",
  "paint-order",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "vector-effect",
  "visibility",
];

export async function paintDrawing(canvas: Canvas, drawing: SVGSVGElement): Promise<void> {
  const box = drawing.getBoundingClientRect();
  if (!box.width || !box.height) return;
  const image = await load(serialised(drawing, box));
  canvas.context.drawImage(
    image,
    box.left - canvas.left - AROUND,
    box.top - canvas.top - AROUND,
    box.width + 2 * AROUND,
    box.height + 2 * AROUND,
  );
  for (const text of drawing.querySelectorAll("text")) {
    const style = getComputedStyle(text);
    const place = text.getBoundingClientRect();
    if (place.width && style.display !== "none")
      paintText(canvas, (text.textContent ?? "").trim(), place, fontOf(style, style.fill));
  }
}

/** The drawing with room around it for what reaches beyond its edges. */
function serialised(drawing: SVGSVGElement, box: DOMRect): string {
  const outer = document.createElementNS(SVG, "svg");
  outer.setAttribute("width", String(box.width + 2 * AROUND));
  outer.setAttribute("height", String(box.height + 2 * AROUND));
  const inner = styled(drawing);
  for (const [name, value] of Object.entries({ x: AROUND, y: AROUND, width: box.width, height: box.height }))
    inner.setAttribute(name, String(value));
  inner.setAttribute("overflow", "visible");
  outer.append(inner);
  return new XMLSerializer().serializeToString(outer);
}

function styled(drawing: Element): Element {
  const copy = drawing.cloneNode(true) as Element;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, place) => {
    const style = getComputedStyle(original);
    for (const name of STYLES) copies[place]?.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "href", "data-controller", "data-tip", "aria-label"])
      copies[place]?.removeAttribute(name);
  });
  for (const text of copy.querySelectorAll("text, title")) text.remove();
  for (const pattern of borrowed(drawing)) copy.append(styled(pattern));
  return copy;
}

/** Patterns that a drawing uses and another one, beside it, defines. */
function borrowed(drawing: Element): Element[] {
  const users = [...drawing.querySelectorAll('[fill^="url(#"]')];
  const ids = new Set(users.map((user) => user.getAttribute("fill")?.slice("url(#".length, -1) ?? ""));
  return [...ids]
    .map((id) => document.getElementById(id))
    .filter((found) => found !== null && !drawing.contains(found)) as Element[];
}

function load(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the drawing could not be read"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}
