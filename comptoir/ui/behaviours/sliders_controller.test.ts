import assert from "node:assert/strict";
import test from "node:test";
import { mount, one, serve, settled } from "@ui/build/testing";
import SlidersController from "./sliders_controller";

const PAGE = (title: string): string =>
  `<div class="slider__inner" data-title="${title}"><h1>${title}</h1><form><input name="name"></form><a href="/deals/8/" data-slider>Next</a></div>`;

async function page() {
  window.history.replaceState(null, "", "/deals/?page=2");
  const asked = serve(({ url }) => new Response(PAGE(new URL(url, location.href).pathname)));
  await mount(`<a id="open" href="/deals/7/" data-slider>Deal</a><div data-controller="sliders"></div>`, {
    sliders: SlidersController,
  });
  const click = async (element: HTMLElement): Promise<void> => {
    element.click();
    await settled();
    await settled();
  };
  return { asked, click, sliders: () => [...document.querySelectorAll<HTMLElement>("dialog.slider")] };
}

test("a link opens its page in a panel of its own address; the next one stands on top", async () => {
  const { asked, click, sliders } = await page();
  await click(one("#open"));
  assert.equal(asked[0]?.headers.get("X-Comptoir-Slider"), "1");
  assert.equal(location.pathname, "/deals/7/");
  assert.equal(document.title, "/deals/7/ · Comptoir");
  await click(one(".slider a"));
  assert.deepEqual(
    sliders().map((each) => each.dataset["depth"]),
    ["0", "1"],
  );
  assert.equal(location.pathname, "/deals/8/");
  assert.deepEqual(window.history.state, { base: "/deals/?page=2", sliders: ["/deals/7/", "/deals/8/"] });
});

test("going back closes the panel on top, forward opens it again", async () => {
  const { click, sliders } = await page();
  await click(one("#open"));
  const state = window.history.state as object;
  window.dispatchEvent(new PopStateEvent("popstate", { state: { base: "/deals/?page=2", sliders: [] } }));
  await settled();
  assert.equal(sliders().length, 0);
  window.dispatchEvent(new PopStateEvent("popstate", { state }));
  await settled();
  assert.equal(sliders().length, 1);
});

test("unsaved edits ask before the panel closes", async () => {
  const { click, sliders } = await page();
  await click(one("#open"));
  one(".slider input").dispatchEvent(new Event("input", { bubbles: true }));
  window.dispatchEvent(new PopStateEvent("popstate", { state: { base: "/deals/?page=2", sliders: [] } }));
  await settled();
  assert.equal(sliders().length, 1);
  one("dialog.dialog--question button[value=no]").click();
  await settled();
  assert.equal(sliders().length, 1);
});
