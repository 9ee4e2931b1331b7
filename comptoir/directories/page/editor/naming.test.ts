import assert from "node:assert/strict";
import test from "node:test";
import { mount, one, press } from "@ui/build/testing";
import { nameInPlace } from "./naming";
import type { Row } from "./state";

async function naming(name: string) {
  await mount(`<li><span class="directory-row__name">${name}</span></li>`);
  const row = { code: "A", name, restored: true } as Row;
  let finished = 0;
  nameInPlace(one("li"), row, {}, () => finished++);
  return { row, input: one<HTMLInputElement>("input"), finished: () => finished };
}

test("Enter keeps what was typed, once, though the field loses its focus as it goes", async () => {
  const { row, input, finished } = await naming("Old");
  input.value = "  New ";
  press(input, "Enter");
  assert.equal(row.name, "New");
  assert.equal(row.restored, false);
  assert.equal(finished(), 1);
  assert.equal(document.querySelector("input"), null);
});

test("Escape and an empty field leave the name alone", async () => {
  for (const [typed, key] of [
    ["New", "Escape"],
    ["", "Enter"],
  ] as const) {
    const { row, input } = await naming("Old");
    input.value = typed;
    press(input, key);
    assert.equal(row.name, "Old");
    assert.equal(one("span").hidden, false);
  }
});
