/** Events by which behaviours and the server speak to the page. */

export interface ToastDetail {
  message: string;
  undo?: string;
  kind?: string;
}

/** Raise an event that bubbles up to the document. */
export function raise(name: string, detail: unknown = null, from: EventTarget = document.body): void {
  from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

export function toast(detail: ToastDetail): void {
  raise("toast", detail);
}

/** Raise the events that an answer names in its HX-Trigger header; returns their names. */
export function raiseFrom(response: Response, from: EventTarget = document.body): string[] {
  const header = response.headers.get("HX-Trigger");
  if (!header) return [];
  const events: Record<string, unknown> = header.startsWith("{") ? JSON.parse(header) : { [header]: null };
  for (const [name, detail] of Object.entries(events)) raise(name, detail, from);
  return Object.keys(events);
}
