import { mount } from "svelte";
import Players from "./Players.svelte";

mount(Players, { target: document.getElementById("app") });
