import assert from "node:assert/strict";
import test from "node:test";
import { mount, one } from "@ui/build/testing";
import SelectionController from "./selection_controller";

async function table() {
  const rows = [1, 2, 3, 4].map((id) => `<li><input type="checkbox" value="${id}" data-selection-target="row"></li>`);
  await mount(
    `<form data-controller="selection"><input id="all" type="checkbox" data-selection-target="all"><ul>${rows.join("")}</ul>
      <div id="bar" data-selection-target="bar" hidden><b data-selection-target="count"></b></div></form>`,
    { selection: SelectionController },
  );
  const boxes = [...document.querySelectorAll<HTMLInputElement>("li input")];
  const click = (box: HTMLInputElement | undefined, shiftKey = false): void =>
    void box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  return {
    boxes,
    click,
    all: one<HTMLInputElement>("#all"),
    chosen: () =>
      boxes
        .filter((box) => box.checked)
        .map((box) => box.value)
        .join(),
  };
}

test("Shift chooses everything between two rows", async () => {
  const { boxes, click, chosen, all } = await table();
  click(boxes[1]);
  click(boxes[3], true);
  assert.equal(chosen(), "2,3,4");
  assert.equal(one("b").textContent, "3");
  assert.equal(all.indeterminate, true);
});

test("the box in the head chooses all, and none again", async () => {
  const { click, chosen, all } = await table();
  assert.equal(one("#bar").hidden, true);
  click(all);
  assert.equal(chosen(), "1,2,3,4");
  assert.equal(one("#bar").hidden, false);
  click(all);
  assert.equal(chosen(), "");
});
