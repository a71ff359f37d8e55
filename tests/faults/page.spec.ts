import { assertPage } from "../support/madePage";
import { faultsPage } from "./support/page";

describe("docs/reference/faults.md", () => {
    it("has each outcome once; UPDATE_DOCS=1 writes it", () => assertPage("docs/reference/faults.md", faultsPage()));
});
