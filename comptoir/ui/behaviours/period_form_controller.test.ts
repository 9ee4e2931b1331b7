import assert from "node:assert/strict";
import test from "node:test";
import { mount, one } from "@ui/build/testing";
import PeriodFormController from "./period_form_controller";

/** The period that the form sends; null when it is not sent at all. */
async function sent(kind: "interval" | "calendar", values: [string, string]): Promise<string | null> {
  const names = kind === "interval" ? ["from", "to"] : ["part", "year"];
  const controls = names.map(
    (name, place) => `<input data-period-form-target="${name}" name="${name}" value="${values[place]}">`,
  );
  await mount(
    `<form data-controller="period-form" data-period-form-kind-value="${kind}" data-period-form-name-value="period">${controls.join("")}</form>`,
    { "period-form": PeriodFormController },
  );
  const form = one<HTMLFormElement>("form");
  const event = new Event("submit", { cancelable: true });
  form.dispatchEvent(event);
  if (event.defaultPrevented) return null;
  assert.ok([...form.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")].every((each) => each.disabled));
  return one<HTMLInputElement>("input[type=hidden][name=period]").value;
}

test("two days are an interval, in either order", async () => {
  assert.equal(await sent("interval", ["2025-01-01", "2025-02-01"]), "R-2025-01-01-2025-02-01");
  assert.equal(await sent("interval", ["2025-02-01", "2025-01-01"]), "R-2025-01-01-2025-02-01");
});

test("without a first day it is everything until the last one; without a last day nothing is sent", async () => {
  assert.equal(await sent("interval", ["", "2025-02-01"]), "U-2025-02-01");
  assert.equal(await sent("interval", ["2025-02-01", ""]), null);
});

test("a part of a year", async () => {
  assert.equal(await sent("calendar", ["Q2", "2025"]), "Q-2025-2");
  assert.equal(await sent("calendar", ["M3", "2025"]), "M-2025-03");
  assert.equal(await sent("calendar", ["", "2025"]), "Y-2025");
});
