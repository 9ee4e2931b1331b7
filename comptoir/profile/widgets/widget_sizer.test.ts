import assert from "node:assert/strict";
import test from "node:test";
import { mount, one } from "@ui/build/testing";
import { WidgetSizer, type Size } from "./widget_sizer";

async function sized(width: number, height: number) {
  await mount(`<div id="grid"><article class="widget" data-width="${width}" data-height="${height}"></article></div>`);
  const told: Size[] = [];
  const sizer = new WidgetSizer(one("#grid"), (_tile, size) => told.push(size));
  return { tile: one(".widget"), told, sizer };
}

test("arrows resize by a step", async () => {
  const { sizer, tile, told } = await sized(6, 2);
  sizer.step(tile, "ArrowRight");
  sizer.step(tile, "ArrowDown");
  sizer.step(tile, "Home");
  assert.deepEqual(told, [
    { width: 7, height: 2 },
    { width: 7, height: 3 },
  ]);
});

test("the edges of the grid are the limits, and nothing is told there", async () => {
  const { sizer, tile, told } = await sized(12, 3);
  sizer.step(tile, "ArrowRight");
  sizer.step(tile, "ArrowDown");
  assert.deepEqual(told, []);
  const narrow = await sized(3, 1);
  narrow.sizer.step(narrow.tile, "ArrowLeft");
  narrow.sizer.step(narrow.tile, "ArrowUp");
  assert.deepEqual([narrow.told, narrow.tile.dataset["width"], narrow.tile.dataset["height"]], [[], "3", "1"]);
});
