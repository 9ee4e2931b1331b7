import assert from "node:assert/strict";
import test from "node:test";
import { heard, mount, one, press, serve, settled } from "@ui/build/testing";
import WidgetGridController from "./widget_grid_controller";

const TILE = (id: string): string => `<article class="widget" id="widget-${id}" data-widget-grid-target="tile"
  data-id="${id}" data-width="6" data-height="2"><b data-part="title">${id}</b>
  <button class="widget__grip" data-action="keydown->widget-grid#key"></button></article>`;

async function grid(status = 204, version = "8-1") {
  const headers = { "HX-Trigger": JSON.stringify({ "layout:saved": { version } }) };
  const asked = serve(() => new Response(null, { status, headers: status === 204 ? headers : {} }));
  await mount(
    `<section data-controller="widget-grid" data-widget-grid-url-value="/layout/order/" data-widget-grid-version-value="7-3"
      data-widget-grid-moved-text-value="{title}: {place} of {count}" data-widget-grid-sized-text-value="{title}: {width} x {height}">
      <div data-widget-grid-target="grid">${TILE("deals")}${TILE("load")}</div><p data-widget-grid-target="said"></p></section>`,
    { "widget-grid": WidgetGridController },
  );
  return { asked, grip: one("#widget-load .widget__grip") };
}

test("Alt and an arrow move a widget, say where it is, and save the order", async () => {
  const { asked, grip } = await grid();
  press(grip, "ArrowLeft", { altKey: true });
  await settled();
  assert.equal(one("p").textContent, "load: 1 of 2");
  assert.deepEqual(
    asked.map((each) => [each.url, each.body]),
    [["/layout/order/", "ids=load%2Cdeals&version=7-3"]],
  );
});

test("each change carries the version that the one before it made", async () => {
  const { asked, grip } = await grid();
  press(grip, "ArrowRight", { shiftKey: true });
  press(grip, "ArrowDown", { shiftKey: true });
  await settled();
  await settled();
  assert.deepEqual(
    asked.map((each) => [each.url, each.body]),
    [
      ["/layout/load/size/", "width=7&height=2&version=7-3"],
      ["/layout/load/size/", "width=7&height=3&version=8-1"],
    ],
  );
  assert.equal(one("p").textContent, "load: 7 x 3");
});

test("a refusal shows the layout of the server", async () => {
  const { grip } = await grid(409);
  const changed = heard("layout:changed");
  press(grip, "ArrowUp", { altKey: true });
  await settled();
  assert.equal(changed.length, 1);
});

test("at the end of the grid nothing is saved", async () => {
  const { asked, grip } = await grid();
  press(grip, "ArrowRight", { altKey: true });
  await settled();
  assert.deepEqual(asked, []);
});
