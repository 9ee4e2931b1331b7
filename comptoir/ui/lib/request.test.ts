import assert from "node:assert/strict";
import test from "node:test";
import { heard, serve } from "@ui/build/testing";
import { send } from "./request";

test("only a request that changes something carries the token", async () => {
  document.head.innerHTML = `<meta name="csrf-token" content="token">`;
  const asked = serve(() => new Response("fine"));
  await send("/deals/");
  await send("/deals/", { method: "POST" });
  assert.deepEqual(
    asked.map((each) => each.headers.get("X-CSRFToken")),
    [null, "token"],
  );
});

test("the events that an answer names are raised", async () => {
  serve(
    () => new Response("", { headers: { "HX-Trigger": `{"deals:changed": null, "toast": {"message": "Saved"}}` } }),
  );
  const toasts = heard("toast");
  const answer = await send("/deals/", { method: "POST" });
  assert.deepEqual(answer?.events, ["deals:changed", "toast"]);
  assert.deepEqual(toasts, [{ message: "Saved" }]);
});

test("a fault of the server or of the network is told, and there is no answer", async () => {
  const failed = heard("request:failed");
  serve(() => new Response("", { status: 502 }));
  assert.equal(await send("/deals/"), null);
  serve(() => {
    throw new TypeError("no network");
  });
  assert.equal(await send("/deals/"), null);
  assert.deepEqual(failed, [{ network: false }, { network: true }]);
});
