import assert from "node:assert/strict";
import test from "node:test";
import { plain } from "./text";

test("accents, capitals and spaces around do not count", () => {
  assert.equal(plain("  Éléphant À VENDRE "), "elephant a vendre");
});
