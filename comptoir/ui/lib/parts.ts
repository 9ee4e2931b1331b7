/** The marked pieces inside an element: `<b data-part="since">`. */

export function part<E extends HTMLElement = HTMLElement>(root: ParentNode, name: string): E {
  const found = root.querySelector<E>(`[data-part="${name}"]`);
  if (!found) throw new Error(`The part “${name}” is missing.`);
  return found;
}
