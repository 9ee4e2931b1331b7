/** A directory on its page: its rows as they were and as they are, and the edits between the two. */

export interface Row {
  code: string;
  name: string;
  defaultName: string;
  colour: string;
  semantics: string;
  group: string;
  count: number;
  deleted: number;
  /** What else names the value, such as segments: how many, and what they are called. */
  uses?: [number, string][];
  others?: [number, string][];
  protected: string;
  hidden: boolean;
  isDefault: boolean;
  leaving: string;
  names?: Record<string, string>;
  restored?: boolean;
  isNew?: boolean;
  removed?: boolean;
  replaceBy?: string;
}

export interface State {
  version: number;
  stages: boolean;
  rows: Row[];
}

export interface Summary {
  count: number;
  parts: Record<string, number>;
}

type Edit = Record<string, unknown>;

const ATTRIBUTES = ["name", "colour", "hidden", "isDefault", "semantics"] as const;

export class DirectoryState {
  rows: Row[];
  private readonly before: Map<string, Row>;
  private readonly order: string[];
  private added = 0;

  constructor(readonly state: State) {
    this.rows = state.rows.map((row) => ({ ...row }));
    this.before = new Map(state.rows.map((row) => [row.code, row]));
    this.order = this.codes();
  }

  find(code: string): Row | undefined {
    return this.rows.find((row) => row.code === code);
  }

  original(code: string): Row | undefined {
    return this.before.get(code);
  }

  /** Add a nameless value to a group, with a code that holds until it is saved. */
  add(group: string): Row {
    const failure = group === "failure";
    const colour = this.state.stages ? (failure ? "#FF5752" : "#A78BFA") : "";
    const row: Row = {
      code: `new-${++this.added}`,
      name: "",
      defaultName: "",
      colour,
      semantics: failure ? "F" : this.state.stages ? "P" : "",
      group,
      count: 0,
      deleted: 0,
      protected: "",
      hidden: false,
      isDefault: false,
      leaving: "",
      isNew: true,
    };
    this.rows.push(row);
    return row;
  }

  /** Why the row cannot stand in another group: the name of the sentence, "" when it can. */
  whyFixed(row: Row, group: string): "" | "fixedGroup" | "usedGroup" {
    if (row.group === group) return "";
    if (
      ![row.group, group].every((each) => each === "additional" || each === "failure") ||
      row.protected ||
      row.leaving
    )
      return "fixedGroup";
    return row.count + row.deleted > 0 ? "usedGroup" : "";
  }

  /** Put a stage in progress among the failures, or back. */
  regroup(row: Row, group: string): void {
    row.group = group;
    row.semantics = group === "failure" ? "F" : "";
    if (row.semantics) row.isDefault = false;
  }

  drop(row: Row): void {
    this.rows = this.rows.filter((each) => each !== row);
  }

  /** Whether anything is there to save. */
  isEdited(): boolean {
    return this.summary().count > 0;
  }

  /** Whether the row differs from what is saved. */
  isChanged(row: Row): boolean {
    const before = this.before.get(row.code);
    if (!before || row.removed || row.restored || row.names) return true;
    return ATTRIBUTES.some((name) => row[name] !== before[name]);
  }

  /** Whether what stays stands in another order than before; a value that goes moves none. */
  isMoved(): boolean {
    const codes = this.codes();
    return codes.join("\n") !== this.order.filter((code) => codes.includes(code)).join("\n");
  }

  /** The edits to post, in the order in which the server applies them. */
  edits(): Edit[] {
    const edits: Edit[] = [];
    for (const row of this.rows) {
      if (row.isNew && !row.removed)
        edits.push({
          op: "add",
          key: row.code,
          name: row.name,
          semantics: row.group === "failure" ? "F" : "",
          colour: row.colour,
        });
      else if (row.removed && !row.isNew) edits.push({ op: "delete", code: row.code, replace_by: row.replaceBy ?? "" });
      if (!row.removed && this.isChanged(row)) {
        const change = this.change(row);
        if (change) edits.push(change);
      }
    }
    const living = this.rows.filter((row) => !row.removed);
    const moved = this.isMoved();
    if (moved || living.some((row) => row.isNew))
      edits.push({ op: "order", codes: living.map((row) => row.code), moved });
    return edits;
  }

  summary(): Summary {
    const parts: Record<string, number> = { renamed: 0, added: 0, recoloured: 0, removed: 0, other: 0 };
    for (const row of this.rows) {
      const kind = this.kindOf(row);
      if (kind) parts[kind] = (parts[kind] ?? 0) + 1;
    }
    const moved = this.isMoved() ? 1 : 0;
    const count = Object.values(parts).reduce((sum, n) => sum + n, moved);
    return { count, parts: { ...parts, moved } };
  }

  private kindOf(row: Row): string {
    if (row.removed) return row.isNew ? "" : "removed";
    if (row.isNew) return "added";
    if (!this.isChanged(row)) return "";
    const before = this.before.get(row.code);
    if (row.name !== before?.name || row.names || row.restored) return "renamed";
    return row.colour === before.colour ? "other" : "recoloured";
  }

  private change(row: Row): Edit | null {
    const before = this.before.get(row.code);
    const change: Edit = { op: "change", code: row.code };
    if (row.restored) change["restore"] = true;
    const named = (row.restored && row.name === row.defaultName) || document.documentElement.lang in (row.names ?? {});
    if (!row.isNew && row.name !== before?.name && !named) change["name"] = row.name;
    if (!row.isNew && row.colour !== before?.colour) change["colour"] = row.colour;
    if (row.hidden !== (before?.hidden ?? false)) change["hidden"] = row.hidden;
    if (row.isDefault !== (before?.isDefault ?? false)) change["default"] = row.isDefault;
    if (row.names) change["names"] = row.names;
    if (before && row.semantics !== before.semantics) change["semantics"] = row.semantics;
    return Object.keys(change).length > 2 ? change : null;
  }

  private codes(): string[] {
    return this.rows.filter((row) => !row.isNew && !row.removed).map((row) => row.code);
  }
}
