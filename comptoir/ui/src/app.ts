/** The front end of every page: htmx for fragments, one small Stimulus controller for each behaviour. */
import { Application } from "@hotwired/stimulus";
import ColourController from "./behaviours/colour";
import ComboboxController from "./behaviours/combobox";
import CopyLinkController from "./behaviours/copy_link";
import DialogController from "./behaviours/dialog";
import DisclosureController from "./behaviours/disclosure";
import InlineEditController from "./behaviours/inline_edit";
import JobController from "./behaviours/job";
import LiveController from "./behaviours/live";
import MenuController from "./behaviours/menu";
import PaletteController from "./behaviours/palette";
import PeriodFormController from "./behaviours/period_form";
import PreferenceController from "./behaviours/preference";
import RowsController from "./behaviours/rows";
import SelectionController from "./behaviours/selection";
import ShortcutsController from "./behaviours/shortcuts";
import SlidersController from "./behaviours/sliders";
import SubmitOnChangeController from "./behaviours/submit_on_change";
import FreshAnswerController from "./behaviours/fresh_answer";
import TypedChoiceController from "./behaviours/typed_choice";
import ToastsController from "./behaviours/toasts";
import { startChoices } from "./lib/choices";
import { startFragments } from "./lib/fragments";
import { startHoverCards } from "./lib/hover_card";
import { registerLazily } from "./lib/lazy";
import { startRefusals } from "./lib/refusals";
import { startTooltips } from "./lib/tooltips";

startChoices();
startFragments();
startHoverCards();
startRefusals();
startTooltips();

const application = Application.start();
application.register("colour", ColourController);
application.register("combobox", ComboboxController);
application.register("copy-link", CopyLinkController);
application.register("dialog", DialogController);
application.register("disclosure", DisclosureController);
application.register("inline-edit", InlineEditController);
application.register("job", JobController);
application.register("live", LiveController);
application.register("menu", MenuController);
application.register("palette", PaletteController);
application.register("period-form", PeriodFormController);
application.register("preference", PreferenceController);
application.register("rows", RowsController);
application.register("selection", SelectionController);
application.register("shortcuts", ShortcutsController);
application.register("sliders", SlidersController);
application.register("submit-on-change", SubmitOnChangeController);
application.register("fresh-answer", FreshAnswerController);
application.register("typed-choice", TypedChoiceController);
application.register("toasts", ToastsController);
registerLazily(application, {
  "chart-image": () => import("./behaviours/chart_image"),
  "chart-keys": () => import("./behaviours/chart_keys"),
  "chart-zoom": () => import("./behaviours/chart_zoom"),
  "print-sheet": () => import("./behaviours/print_sheet"),
  "option-search": () => import("./behaviours/option_search"),
  "directory-editor": () => import("./behaviours/directory_editor"),
  "widget-grid": () => import("./behaviours/widget_grid"),
});

declare global {
  interface Window {
    /** Pages with behaviours of their own register them here. */
    Comptoir: { application: Application };
  }
}
window.Comptoir = { application };
