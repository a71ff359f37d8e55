import assert from "node:assert/strict";
import type { DoctorContext } from "../../../provider/src/commands/doctorContext";
import { doctorSteps } from "../../../provider/src/commands/doctorSteps";

/** Returns the issuer that doctor shows for a certificate. */
async function certificateBy(issuer: object): Promise<string> {
    const notes: string[] = [];
    const certificate = { issuer, valid_to: "Jun 23 12:00:00 2047 GMT" };
    const tls = { protocol: "TLSv1.3", certificate };
    const probe = { url: new URL("https://vault.example.com/api/mysafe/password"), tls };
    await doctorSteps.connection?.({ probes: [probe] } as unknown as DoctorContext, (line) => notes.push(line));
    return notes[0]?.replace("vault.example.com: TLSv1.3, certificate issued by ", "") ?? "";
}

describe("the issuer of a certificate in doctor", () => {
    it("is its common name, else its organization", async () => {
        assert.equal(await certificateBy({ C: "BR", O: "Example", CN: "Example CA" }), "Example CA");
        assert.equal(await certificateBy({ C: "BR", O: "Example", OU: "Vault" }), "Example");
        assert.equal(await certificateBy({ C: "BR" }), "an unnamed authority");
    });
});
