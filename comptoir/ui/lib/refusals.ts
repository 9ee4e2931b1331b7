/** A refused form keeps what was written: the fields at fault are marked where they stand. */
import { toast } from "./events";

export function startRefusals(): void {
  document.addEventListener("form:refused", (event) => {
    const { fields } = (event as CustomEvent<{ fields: Record<string, string> }>).detail;
    const form = (event.target as Element).closest("form") ?? document.createElement("form");
    const marked = Object.entries(fields).map(([name, text]) => mark(form, name, text) ?? say(text));
    marked.find((control) => control)?.focus();
  });
  document.addEventListener("input", (event) => unmark(event.target as Element));
}

/** A field that the form does not show: its text must be read somewhere. */
function say(message: string): null {
  toast({ message, kind: "bad" });
  return null;
}

function mark(form: HTMLFormElement, name: string, text: string): HTMLElement | null {
  const control = form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]:not([type=hidden])`);
  const field = control?.closest<HTMLElement>(".field");
  if (!control || !field) return null;
  unmark(control);
  const error = Object.assign(document.createElement("p"), {
    className: "field__error",
    textContent: text,
    id: `${control.id}-refused`,
  });
  field.dataset["state"] = "error";
  field.append(error);
  const face = field.querySelector<HTMLElement>(".combobox__face") ?? control;
  face.setAttribute("aria-invalid", "true");
  face.setAttribute("aria-describedby", error.id);
  return face;
}

function unmark(control: Element): void {
  const field = control.closest<HTMLElement>(".field[data-state=error]");
  if (!field) return;
  delete field.dataset["state"];
  field.querySelectorAll(".field__error").forEach((error) => error.remove());
  field.querySelectorAll("[aria-invalid]").forEach((invalid) => invalid.removeAttribute("aria-invalid"));
}
