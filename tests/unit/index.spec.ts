import assert from "node:assert/strict";
import * as index from "../../provider/src/index";

describe("the package", () => {
    it("exports the resources and the searches, and nothing else at run time", () => {
        assert.deepEqual(Object.keys(index), [
            "ApiSecretDisablement",
            "NoteDisablement",
            "PasswordDisablement",
            "PasswordDisablementSet",
            "getPassword",
            "getPasswordOutput",
            "getPasswords",
            "getPasswordsOutput",
        ]);
    });
});
