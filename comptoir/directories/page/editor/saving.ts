/** Saving a directory's edits together: the bar that counts them, the second look before, the conflict with others' edits. */
import type { Texts } from "./rows";
import type { DirectoryState } from "./state";
import { part } from "@ui/lib/parts";
import { send } from "@ui/lib/request";

/** How long after the last edit the server is asked about it, in milliseconds. */
const PAUSE = 600;
const HEADERS = { "HX-Request": "false", "Content-Type": "application/json", Accept: "application/json" };

interface Parts {
  bar: HTMLElement;
  stale: HTMLDialogElement;
}

interface Urls {
  save: string;
  preview: string;
}

interface Owner {
  /** The edits are stored. */
  saved: () => void;
  /** The server refused; the values with these codes are why. */
  refused: (codes: ReadonlySet<string>) => void;
}

export class DirectorySaving {
  private version: number;
  private timer = 0;

  constructor(
    private readonly parts: Parts,
    private readonly urls: Urls,
    private readonly model: DirectoryState,
    private readonly texts: Texts,
    private readonly owner: Owner,
    signal: AbortSignal,
  ) {
    this.version = model.state.version;
    signal.addEventListener("abort", () => window.clearTimeout(this.timer));
  }

  /** Say in the bar what is not saved; ask, a moment after the last edit, what is worth a second look. */
  paint(): void {
    const { count, parts } = this.model.summary();
    const { bar } = this.parts;
    bar.hidden = count === 0;
    part(bar, "summary").textContent = this.count(count, "one", "many");
    const told = Object.entries(parts)
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => this.count(n, `${kind}_1`, kind));
    part(bar, "what").textContent = told.join(", ");
    this.warnings.hidden = true;
    window.clearTimeout(this.timer);
    if (count) this.timer = window.setTimeout(() => void this.preview(), PAUSE);
  }

  async save(): Promise<void> {
    const submit = part<HTMLButtonElement>(this.parts.bar, "submit");
    submit.disabled = true;
    const answer = await this.post(this.urls.save);
    submit.disabled = false;
    if (!answer) return;
    if (answer.status === 409) return this.tellStale(await answer.json());
    if (answer.ok) return this.owner.saved();
    const refusal = (await answer.json()) as { message: string; fields?: Record<string, string> };
    const fields = refusal.fields ?? {};
    this.owner.refused(new Set(Object.keys(fields)));
    this.warn("bad", [
      refusal.message,
      ...Object.entries(fields).map(([code, reason]) => `${this.model.find(code)?.name || code}: ${reason}`),
    ]);
  }

  /** Save over what others changed. */
  async saveAnyway(): Promise<void> {
    this.parts.stale.close();
    await this.save();
  }

  private tellStale(told: { version: number; since: { text: string }[] }): void {
    this.version = told.version;
    listLines(
      part(this.parts.stale, "since"),
      told.since.map((change) => change.text),
    );
    this.parts.stale.showModal();
  }

  private async preview(): Promise<void> {
    if (this.model.rows.some((row) => row.isNew && !row.name)) return;
    const answer = await this.post(this.urls.preview);
    if (!answer?.ok) return;
    const { warnings } = (await answer.json()) as { warnings: { code: string; text: string }[] };
    const edited = new Set(this.model.rows.filter((row) => this.model.isChanged(row)).map((row) => row.code));
    const telling = warnings.filter((warning) => !warning.code || edited.has(warning.code));
    this.warn(
      "warn",
      telling.slice(0, 3).map((warning) => `${this.model.find(warning.code)?.name ?? ""} ${warning.text}`.trim()),
    );
  }

  private async post(url: string): Promise<Response | null> {
    const body = JSON.stringify({ version: this.version, edits: this.model.edits() });
    const answer = await send(url, { method: "POST", body }, HEADERS);
    return answer?.response ?? null;
  }

  private warn(kind: "bad" | "warn", lines: readonly string[]): void {
    listLines(this.warnings, lines);
    this.warnings.dataset["kind"] = kind;
    this.warnings.hidden = lines.length === 0;
  }

  private get warnings(): HTMLElement {
    return part(this.parts.bar, "warnings");
  }

  private count(n: number, one: string, many: string): string {
    return (this.texts[n === 1 ? one : many] ?? "").replace("%n", String(n));
  }
}

function listLines(list: HTMLElement, lines: readonly string[]): void {
  list.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}
