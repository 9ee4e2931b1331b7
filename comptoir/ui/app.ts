/** The front end of every page: htmx for fragments, one small Stimulus controller for each behaviour. */
import { Application } from "@hotwired/stimulus";
import { everywhere, onDemand } from "comptoir:behaviours";
import { startChoices } from "@ui/lib/choices";
import { startFragments } from "@ui/lib/fragments";
import { startHoverCards } from "@ui/lib/hover_card";
import { registerLazily } from "@ui/lib/lazy";
import { startOnce } from "@ui/lib/once";
import { startRefusals } from "@ui/lib/refusals";
import { startTooltips } from "@ui/lib/tooltips";

startChoices();
startFragments();
startHoverCards();
startOnce();
startRefusals();
startTooltips();

const application = Application.start();
for (const [name, controller] of Object.entries(everywhere)) application.register(name, controller);
registerLazily(application, onDemand);
