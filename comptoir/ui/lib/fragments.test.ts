import assert from "node:assert/strict";
import test from "node:test";
import { heard, mount, one } from "@ui/build/testing";
import { startFragments } from "./fragments";

const ANSWER = (status: number, headers: Record<string, string> = {}): object => ({
  status,
  getResponseHeader: (name: string) => headers[name] ?? null,
});

/** Raise an event of htmx as htmx does and give its detail, which listeners change. */
function raised(name: string, detail: Record<string, unknown>, from: Element = document.body): Record<string, unknown> {
  from.dispatchEvent(new CustomEvent(`htmx:${name}`, { bubbles: true, detail }));
  return detail;
}

test.before(() => {
  document.head.innerHTML = `<meta name="csrf-token" content="token">`;
  startFragments();
});

test("a request that changes something carries the token; one into a slider says so", async () => {
  await mount(`<div id="panel" data-slider-panel></div>`);
  const post = raised("configRequest", { verb: "post", target: document.body, headers: {} });
  assert.deepEqual(post["headers"], { "X-CSRFToken": "token" });
  const get = raised("configRequest", { verb: "get", target: one("#panel"), headers: {} });
  assert.deepEqual(get["headers"], { "X-Comptoir-Slider": "1" });
});

test("a refused edit in place comes back inside its field", async () => {
  await mount(`<div id="field" data-controller="inline-edit"></div>`);
  const swap = (status: number, headers = {}): unknown =>
    raised("beforeSwap", { xhr: ANSWER(status, headers), target: one("#field") })["swapOverride"];
  assert.equal(swap(422), "innerHTML");
  assert.equal(swap(200), undefined);
  assert.equal(swap(422, { "HX-Reswap": "none" }), undefined);
});

test("a fault without words of its own is told, one with words is not told twice", () => {
  const told = heard("request:failed");
  raised("responseError", { xhr: ANSWER(500) });
  raised("responseError", { xhr: ANSWER(409, { "HX-Trigger": "{}" }) });
  raised("sendError", {});
  assert.deepEqual(told, [{ network: false }, { network: true }]);
});
