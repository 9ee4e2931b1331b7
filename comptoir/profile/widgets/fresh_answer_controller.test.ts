import assert from "node:assert/strict";
import test from "node:test";
import { mount, one, settled } from "@ui/build/testing";
import FreshAnswerController from "./fresh_answer_controller";

async function form() {
  await mount(`<form><div id="part" data-controller="fresh-answer"><input name="days" value="7"></div></form>`, {
    "fresh-answer": FreshAnswerController,
  });
  const part = one("#part");
  const detail = { elt: part, target: part, shouldSwap: true };
  const tell = (name: string): void => void part.dispatchEvent(new CustomEvent(`htmx:${name}`, { detail }));
  return { part, detail, tell, input: one<HTMLInputElement>("input") };
}

test("an answer to what stands in the form is shown", async () => {
  const { detail, tell } = await form();
  tell("beforeRequest");
  tell("beforeSwap");
  assert.equal(detail.shouldSwap, true);
});

test("an answer to older values is dropped, and asked for again", async () => {
  const { part, detail, tell, input } = await form();
  let asked = 0;
  part.addEventListener("change", () => asked++);
  tell("beforeRequest");
  input.value = "30";
  tell("beforeSwap");
  assert.equal(detail.shouldSwap, false);
  await settled();
  assert.equal(asked, 1);
});
