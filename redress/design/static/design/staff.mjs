// Starts the components of MOJ Frontend on the pages of staff.
import { initAll } from "./built/moj-frontend.min.js";

initAll();
