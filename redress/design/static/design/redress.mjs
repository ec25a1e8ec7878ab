// Starts the components of GOV.UK Frontend on every page.
import { initAll } from "./built/govuk-frontend.min.js";

initAll();
