import assert from "node:assert/strict";
import test from "node:test";
import { DirectoryState, type Row } from "./state";

function row(code: string, values: Partial<Row> = {}): Row {
  return {
    code,
    name: code,
    defaultName: code,
    colour: "",
    semantics: "",
    group: "additional",
    count: 0,
    deleted: 0,
    protected: "",
    hidden: false,
    isDefault: false,
    leaving: "",
    ...values,
  };
}

function state(...rows: Row[]): DirectoryState {
  return new DirectoryState({ version: 3, stages: true, rows });
}

function find(model: DirectoryState, code: string): Row {
  const found = model.find(code);
  assert.ok(found);
  return found;
}

test("nothing was edited at first", () => {
  const model = state(row("NEW"), row("WON", { semantics: "S" }));
  assert.equal(model.isEdited(), false);
  assert.deepEqual(model.edits(), []);
});

test("a name that is put back is no edit", () => {
  const model = state(row("NEW", { name: "Fresh" }));
  find(model, "NEW").name = "Newer";
  assert.deepEqual(model.edits(), [{ op: "change", code: "NEW", name: "Newer" }]);
  assert.deepEqual(model.summary().parts["renamed"], 1);
  find(model, "NEW").name = "Fresh";
  assert.equal(model.isEdited(), false);
});

test("restoring sends no name: the server knows the shipped one in every language", () => {
  const model = state(row("NEW", { name: "Fresh", defaultName: "New" }));
  Object.assign(find(model, "NEW"), { name: "New", restored: true });
  assert.deepEqual(model.edits(), [{ op: "change", code: "NEW", restore: true }]);
});

test("a name in the reader's own language goes with the other languages", () => {
  document.documentElement.lang = "fr";
  const model = state(row("NEW"));
  Object.assign(find(model, "NEW"), { name: "Neuf", names: { fr: "Neuf", en: "New" } });
  assert.deepEqual(model.edits(), [{ op: "change", code: "NEW", names: { fr: "Neuf", en: "New" } }]);
});

test("a new value is added with its place, a dropped one leaves no trace", () => {
  const model = state(row("NEW"));
  const added = model.add("failure");
  added.name = "Too dear";
  assert.deepEqual(model.edits(), [
    { op: "add", key: "new-1", name: "Too dear", semantics: "F", colour: "#FF5752" },
    { op: "order", codes: ["NEW", "new-1"], moved: false },
  ]);
  model.drop(added);
  assert.equal(model.isEdited(), false);
});

test("a removed value is deleted for its successor and changes nothing else", () => {
  const model = state(row("NEW"), row("OLD"));
  Object.assign(find(model, "OLD"), { name: "Older", removed: true, replaceBy: "NEW" });
  assert.deepEqual(model.edits(), [{ op: "delete", code: "OLD", replace_by: "NEW" }]);
  assert.deepEqual(model.summary(), {
    count: 1,
    parts: { renamed: 0, added: 0, recoloured: 0, removed: 1, other: 0, moved: 0 },
  });
});

test("removing moves no one, swapping does", () => {
  const model = state(row("A"), row("B"), row("C"));
  find(model, "A").removed = true;
  assert.equal(model.isMoved(), false);
  model.rows.reverse();
  assert.equal(model.isMoved(), true);
  assert.deepEqual(model.edits().at(-1), { op: "order", codes: ["C", "B"], moved: true });
});

test("a stage changes its group only while nothing stands in it", () => {
  const model = state(row("FREE"), row("USED", { count: 2 }), row("FIXED", { protected: "initial" }));
  assert.equal(model.whyFixed(find(model, "FREE"), "failure"), "");
  assert.equal(model.whyFixed(find(model, "FREE"), "success"), "fixedGroup");
  assert.equal(model.whyFixed(find(model, "USED"), "failure"), "usedGroup");
  assert.equal(model.whyFixed(find(model, "USED"), "additional"), "");
  assert.equal(model.whyFixed(find(model, "FIXED"), "failure"), "fixedGroup");
});

test("a stage that becomes a failure is no default any more", () => {
  const model = state(row("A", { isDefault: true }));
  model.regroup(find(model, "A"), "failure");
  assert.deepEqual(model.edits(), [{ op: "change", code: "A", default: false, semantics: "F" }]);
});
