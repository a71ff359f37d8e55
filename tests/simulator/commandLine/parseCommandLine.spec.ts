import assert from "node:assert/strict";
import { parseCommandLine } from "../../../simulator/src/commandLine/parseCommandLine";

describe("the command line of mysafe-simulator", () => {
    it("has the same port, client id and secret in each start, so that a stack finds the vault again", () => {
        const { port, clientId, clientSecret } = parseCommandLine([]).options;
        assert.deepEqual([port, clientId, clientSecret], [8312, "simulator-client", "simulator-secret"]);
        assert.equal(parseCommandLine(["--port", "0"]).options.port, 0);
    });

    it("is rejected with the invalid option", () => {
        const pem = __filename;
        const wrong: [string[], RegExp][] = [
            [["--port", "high"], /^--port must be a whole number/],
            [["--token-activation", "soon"], /^--token-activation must be a whole number/],
            [["--tenant", ""], /^--tenant is empty$/],
            [["--vault-version", "2"], /^--vault-version must be one of 3\.32, 3\.33, 4\.0, not "2"$/],
            [["--rate-limit", "50"], /^--rate-limit must be CALLS\/SECONDS/],
            [
                ["--fault", "disable:timeout"],
                /^--fault: "timeout" is not a kind of fault: expected one of timeout504, /,
            ],
            [["--fault", "disabel:reset"], /^--fault: "disabel" is not a route: expected one of token, disable, /],
            [["--tls-cert", pem], /^--tls-cert requires --tls-key$/],
            [["--tls-key", pem], /^--tls-key requires --tls-cert$/],
            [["--client-ca", pem], /^--client-ca requires --tls-cert and --tls-key$/],
            [["--tls-cert", pem, "--tls-key", "no.pem"], /^--tls-key: cannot read the file "no\.pem" \(ENOENT\)$/],
        ];
        for (const [args, message] of wrong) {
            assert.throws(
                () => parseCommandLine(args),
                (error: Error) => {
                    assert.match(error.message, message);
                    return true;
                },
            );
        }
    });
});
