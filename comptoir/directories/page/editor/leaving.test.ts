import assert from "node:assert/strict";
import test from "node:test";
import { mount, one, settled } from "@ui/build/testing";
import { LeaveGuard } from "./leaving";

const TEXTS = { leave: "Leave?", yes: "Leave", no: "Stay" };

async function guarded(unsaved: boolean) {
  await mount(`<a id="out" href="/deals/">Deals</a> <a id="panel" href="/deals/7/" data-slider>Deal</a>
    <a id="file" href="/settings/crm/directories/source/export/">Export</a>`);
  const life = new AbortController();
  new LeaveGuard(() => unsaved, TEXTS, life.signal);
  return life;
}

/** Whether a click on the link is stopped. */
function stopped(id: string, held: MouseEventInit = {}): boolean {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...held });
  // What is not stopped must not take the test's page along.
  document.addEventListener("click", (each) => each.preventDefault(), { once: true });
  let passed = false;
  document.addEventListener("click", () => (passed = true), { once: true });
  one(`#${id}`).dispatchEvent(event);
  return !passed;
}

test("without edits every link works", async () => {
  const life = await guarded(false);
  assert.equal(stopped("out"), false);
  life.abort();
});

test("with edits a link out of the page asks first; panels, files and new tabs leave nothing", async () => {
  const life = await guarded(true);
  assert.equal(stopped("panel"), false);
  assert.equal(stopped("file"), false);
  assert.equal(stopped("out", { ctrlKey: true }), false);
  assert.equal(stopped("out"), true);
  await settled();
  assert.equal(one("dialog p").textContent, "Leave?");
  one("dialog button[value=no]").click();
  await settled();
  assert.equal(document.querySelector("dialog"), null);
  life.abort();
});
