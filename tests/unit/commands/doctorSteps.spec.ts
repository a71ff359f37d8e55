import assert from "node:assert/strict";
import type { DoctorContext } from "../../../provider/src/commands/doctorContext";
import { doctorSteps } from "../../../provider/src/commands/doctorSteps";

/** What doctor says of a certificate by an authority that calls itself so. */
async function certificateBy(issuer: object): Promise<string> {
    const notes: string[] = [];
    const certificate = { issuer, valid_to: "Jun 23 12:00:00 2047 GMT" };
    const way = { url: new URL("https://vault.example.com/api/mysafe/password"), protocol: "TLSv1.3", certificate };
    await doctorSteps.connection?.({ ways: [way] } as unknown as DoctorContext, (line) => notes.push(line));
    return notes[0]?.replace("vault.example.com: TLSv1.3, certificate by ", "") ?? "";
}

describe("what doctor says of who signed a certificate", () => {
    it("is its name, else its organization", async () => {
        assert.equal(await certificateBy({ C: "BR", O: "Example", CN: "Example CA" }), "Example CA");
        assert.equal(await certificateBy({ C: "BR", O: "Example", OU: "Vault" }), "Example");
    });

    it("is all that is known of one that has neither", async () => {
        assert.equal(await certificateBy({ C: "BR", OU: "Vault\nteam" }), "C=BR, OU=Vault team");
        assert.equal(await certificateBy({}), "an unnamed issuer");
    });
});
