import assert from "node:assert/strict";
import test from "node:test";
import { heard, mount, one } from "@ui/build/testing";
import { RowOrder } from "./order";
import { DirectoryState, type Row } from "./state";

const BLANK = { name: "", defaultName: "", colour: "", semantics: "", deleted: 0, hidden: false, isDefault: false };

async function page(...rows: Pick<Row, "code" | "group" | "count" | "protected">[]) {
  const list = (group: string): string => {
    const items = rows.filter((row) => row.group === group);
    return `<ol data-group="${group}">${items.map((row) => `<li tabindex="0" data-code="${row.code}"></li>`).join("")}</ol>`;
  };
  const body = await mount(list("additional") + list("failure"));
  const model = new DirectoryState({
    version: 1,
    stages: true,
    rows: rows.map((row) => ({ ...BLANK, leaving: "", ...row })),
  });
  const lists = [...body.querySelectorAll<HTMLElement>("ol")];
  const elements = (): HTMLElement[] => [...body.querySelectorAll<HTMLElement>("li")];
  const order = new RowOrder(lists, model, { usedGroup: "In use" }, elements, () => {}, new AbortController().signal);
  const row = (code: string): Row => model.find(code) ?? assert.fail(code);
  return { model, order, row, codes: () => model.rows.map((each) => each.code).join() };
}

const [A, B, C] = ["A", "B", "C"].map((code) => ({ code, group: "additional", count: 0, protected: "" })) as [
  Row,
  Row,
  Row,
];

test("a step moves a row on the page and in the state, and keeps the focus on it", async () => {
  const { order, row, codes } = await page(A, B, C);
  order.step(one("[data-code=C]"), row("C"), -1);
  assert.equal(codes(), "A,C,B");
  assert.equal(document.activeElement, one("[data-code=C]"));
  order.step(one("[data-code=A]"), row("A"), -1);
  assert.equal(codes(), "A,C,B");
});

test("a protected stage keeps its place", async () => {
  const { order, row, codes } = await page({ ...A, protected: "initial" }, B);
  order.step(one("[data-code=A]"), row("A"), 1);
  assert.equal(codes(), "A,B");
});

test("an unused stage goes to the end of another group", async () => {
  const { order, row, codes } = await page(A, B, { ...C, group: "failure" });
  assert.equal(order.regroup(one("[data-code=A]"), row("A"), "failure"), true);
  assert.equal(codes(), "B,C,A");
  assert.equal(row("A").semantics, "F");
});

test("a stage in use stays, and the reader hears why", async () => {
  const { order, row, codes } = await page({ ...A, count: 2 }, { ...B, group: "failure" });
  const toasts = heard("toast");
  assert.equal(order.regroup(one("[data-code=A]"), row("A"), "failure"), false);
  assert.equal(codes(), "A,B");
  assert.deepEqual(toasts, [{ message: "In use", kind: "bad" }]);
});
