import assert from "node:assert/strict";
import test from "node:test";
import { place, type Align } from "./place";

/** A window of 1440 by 900, a box of 100 by 50 that floats, an anchor of 40 by 20. */
function placed(left: number, top: number, align: Align = "start"): [string, string] {
  const anchor = document.createElement("b");
  anchor.getBoundingClientRect = () => new DOMRectLike(left, top) as unknown as DOMRect;
  const floating = document.createElement("div");
  Object.defineProperties(floating, { offsetWidth: { value: 100 }, offsetHeight: { value: 50 } });
  place(floating, anchor, align);
  return [floating.style.left, floating.style.top];
}

class DOMRectLike {
  constructor(
    readonly left: number,
    readonly top: number,
  ) {}
  readonly width = 40;
  get right(): number {
    return this.left + 40;
  }
  get bottom(): number {
    return this.top + 20;
  }
}

test("stands below its anchor, on the side that was asked for", () => {
  assert.deepEqual(placed(200, 100), ["200px", "124px"]);
  assert.deepEqual(placed(200, 100, "end"), ["140px", "124px"]);
  assert.deepEqual(placed(200, 100, "centre"), ["170px", "124px"]);
});

test("stays inside the window, above where there is no room below", () => {
  assert.deepEqual(placed(1420, 870), ["1332px", "816px"]);
  assert.deepEqual(placed(-30, 100), ["8px", "124px"]);
});
