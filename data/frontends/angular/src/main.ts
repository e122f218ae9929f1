import { provideHttpClient } from "@angular/common/http";
import { bootstrapApplication } from "@angular/platform-browser";
import { Players } from "./players";

bootstrapApplication(Players, { providers: [provideHttpClient()] });
