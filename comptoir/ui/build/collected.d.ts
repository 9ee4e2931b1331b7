/** What the build collects (collect.mjs): each `*_controller.ts` under the name that HTML gives its behaviour. */
declare module "comptoir:behaviours" {
  import type { ControllerConstructor } from "@hotwired/stimulus";
  export const everywhere: Record<string, ControllerConstructor>;
  export const onDemand: Record<string, () => Promise<{ default: ControllerConstructor }>>;
}
