import { Controller } from "@hotwired/stimulus";
import { renew } from "@ui/lib/once";
import { send } from "@ui/lib/request";

/**
 * Theme or density: seen at once, kept by the server behind.
 *
 *   <form method="post" action="/ui/theme/" data-controller="preference" data-action="preference#set" data-preference-name-value="theme">
 */
export default class PreferenceController extends Controller<HTMLFormElement> {
  static override values = { name: String };
  declare readonly nameValue: string;

  async set(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.element);
    document.documentElement.dataset[this.nameValue] = String(data.get("value"));
    for (const form of document.querySelectorAll(`form[data-preference-name-value="${this.nameValue}"]`)) {
      form.querySelector("button")?.toggleAttribute("aria-current", form === this.element);
    }
    await send(this.element.action, { method: "POST", body: data });
    renew(this.element);
  }
}
