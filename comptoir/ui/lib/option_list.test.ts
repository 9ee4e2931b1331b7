import assert from "node:assert/strict";
import test from "node:test";
import { OptionList, type Choice } from "./option_list";

const [RED, BLUE, GONE] = ["Red", "Blue", "Gone"].map((label) => ({
  value: label.toLowerCase(),
  label,
  colour: "",
  hint: "",
  disabled: label === "Gone",
})) as [Choice, Choice, Choice];

function list(value: string, first = false) {
  const chosen: string[] = [];
  const options = new OptionList("list", "Colour", "Nothing", (choice) => chosen.push(choice.value));
  options.show([RED, BLUE, GONE], value, first);
  return { options, chosen };
}

test("the current value is active, else the first one", () => {
  assert.equal(list("blue").options.activeId, "list-1");
  assert.equal(list("unknown").options.activeId, "list-0");
  assert.equal(list("blue", true).options.activeId, "list-0");
});

test("a step goes round, a page stops at the ends", () => {
  const { options } = list("red");
  options.move(-1);
  assert.equal(options.activeId, "list-2");
  options.move(1);
  assert.equal(options.activeId, "list-0");
  options.move(8);
  assert.equal(options.activeId, "list-2");
  options.move(-8);
  assert.equal(options.activeId, "list-0");
});

test("a disabled option is not chosen", () => {
  const { options, chosen } = list("red");
  options.chooseActive();
  options.move(-1);
  options.chooseActive();
  assert.deepEqual(chosen, ["red"]);
});

test("nothing found says so, and nothing is active", () => {
  const { options } = list("red");
  options.show([], "red");
  assert.equal(options.element.textContent, "Nothing");
  assert.equal(options.activeId, "");
  options.move(1);
});

test("a name with a sign of markup stays text", () => {
  const { options } = list("red");
  options.show([{ ...RED, label: "<b>Red</b>", hint: "a & b", colour: "#ff0000" }], "red");
  assert.equal(options.element.querySelector("b"), null);
  assert.equal(options.element.textContent, "<b>Red</b>a & b");
});
