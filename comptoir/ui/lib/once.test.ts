import assert from "node:assert/strict";
import test from "node:test";
import { HEADER, renew, startOnce } from "./once";

startOnce();

function configured(elt: Element): Record<string, string> {
  const detail = { elt, verb: "post", headers: {} as Record<string, string> };
  elt.dispatchEvent(new CustomEvent("htmx:configRequest", { bubbles: true, detail }));
  return detail.headers;
}

test("a button that stands in no form sends the same token until its request has succeeded", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  document.body.innerHTML = `<button></button>`;
  const button = document.querySelector("button") as Element;
  const first = configured(button)[HEADER];
  assert.equal(first?.length, 32);
  assert.equal(configured(button)[HEADER], first);
  renew(button);
  context.mock.timers.tick(1000);
  assert.notEqual(configured(button)[HEADER], first);
});

test("a form that stays on screen gets a new token a moment after it was used", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  document.body.innerHTML = `<form><input type="hidden" name="once" value="first"><button></button></form>`;
  const field = document.querySelector("input") as HTMLInputElement;
  const button = document.querySelector("button") as Element;
  assert.deepEqual(configured(button), {});
  const detail = { elt: button, successful: true, requestConfig: { verb: "post" } };
  button.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true, detail }));
  assert.equal(field.value, "first");
  context.mock.timers.tick(1000);
  assert.match(field.value, /^[0-9a-f]{32}$/);
});
