/** Open forms learn of changed lists of values: their options are asked for again, what was chosen stays chosen. */
import { send } from "./request";

const SELECTS = "form[method=post] select[id]";

export function startChoices(): void {
  document.addEventListener("directories:changed", () => void refresh());
}

async function refresh(): Promise<void> {
  const slider = [...document.querySelectorAll("dialog.slider[open]")].at(-1);
  const root = slider ?? document;
  if (!root.querySelector(SELECTS)) return;
  const headers: Record<string, string> = slider ? { "X-Comptoir-Slider": "1" } : {};
  const answer = await send(window.location.pathname + window.location.search, {}, headers);
  if (!answer?.response.ok) return;
  const page = new DOMParser().parseFromString(await answer.response.text(), "text/html");
  for (const select of root.querySelectorAll<HTMLSelectElement>(SELECTS)) {
    const fresh = page.getElementById(select.id);
    if (fresh instanceof HTMLSelectElement && !fresh.multiple && !same(select, fresh)) take(select, fresh);
  }
}

function same(one: HTMLSelectElement, other: HTMLSelectElement): boolean {
  const told = (select: HTMLSelectElement): string =>
    [...select.options]
      .map((option) => `${option.value}\n${option.label}\n${option.dataset["colour"] ?? ""}`)
      .join("\n\n");
  return told(one) === told(other);
}

function take(select: HTMLSelectElement, fresh: HTMLSelectElement): void {
  const chosen = select.selectedOptions[0];
  const value = select.value;
  select.replaceChildren(...[...fresh.options].map((option) => document.importNode(option, true)));
  // What has been taken from the list meanwhile is still what this reader chose; saving says so.
  if (chosen && ![...select.options].some((option) => option.value === value)) select.append(chosen);
  select.value = value;
  select.dispatchEvent(new CustomEvent("options:changed"));
}
