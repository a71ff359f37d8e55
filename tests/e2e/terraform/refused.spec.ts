import assert from "node:assert/strict";
import { describeTerraform, errorsIn, failedWith, withConfiguration } from "./support/configuration";

const single = (name: string, body: string) => `resource "mysafe_password_disablement" "${name}" {\n  ${body}\n}\n`;
const twenty = Array.from({ length: 20 }, (_, index) => single(`p${index}`, `identifier = ${1001 + index}`)).join("\n");
const passwords = Array.from({ length: 20 }, (_, index) => ({ identifier: 1001 + index }));

describeTerraform("a plan that the vault or a guard refuses", () => {
    it("names all of them at once, each at its attribute and line, and changes nothing", async () => {
        const settings = 'never_disable = ["320", "tag:break-glass"]\n  max_disablements = 1';
        await withConfiguration({ settings }, async (vault, configuration) => {
            configuration.write(
                [
                    single("unknown", "identifier = 9999"),
                    single("forbidden", "identifier = 404"),
                    single("protected", "identifier = 320"),
                    single("first", "identifier = 312"),
                    single("second", "identifier = 312"),
                    single("odd", "identifier = 340"),
                    'resource "mysafe_password_disablement_set" "many" {',
                    "  identifiers = [330, 331, 350]",
                    "}",
                    'resource "mysafe_password_disablement_set" "leavers" {',
                    "  identifiers = [",
                    "    313,",
                    "    321,",
                    "    9997,",
                    "    9998,",
                    "  ]",
                    "}",
                ].join("\n"),
            );
            const message = "1010: Unexpected identifier type";
            vault.inject({ kind: "status", status: 400, bodyKind: "vault", route: "read", identifier: 340, message });
            const run = failedWith(
                await configuration.plan(),
                "Solution: declare it once (a `moved` block keeps",
                "set `max_disablements` to <number>",
            );
            // Terraform plans in any order, so the limit is exceeded at one of several resources.
            const isLimit = (error: string) => error.includes("More new passwords than max_disablements allows (1)");
            const errors = errorsIn(run).sort();
            assert.equal(errors.filter(isLimit).length, 1, run.output);
            assert.deepEqual(
                errors.filter((error) => !isLimit(error)),
                [
                    "Password 312 is declared twice | identifier = 312",
                    "Password 320 is protected by never_disable | identifier = 320",
                    "Password 321 Domain admin, break-glass (m.souza) is protected by never_disable | 321,",
                    "identifier 340: 1010: Unexpected identifier type | identifier = 340",
                    "identifier 404 Board portal, view only (board): 1006: User does not have access | identifier = 404",
                    "identifier 9999: 1005: Password not found | identifier = 9999",
                    "identifiers 9997-9998: 1005: Password not found | 9997,",
                ],
            );
            assert.equal(vault.count("disable") + vault.count("enable"), 0);
            assert.equal(vault.count("list"), 1);
        });
    });

    it("names malformed inputs, each at its line", async () => {
        await withConfiguration({}, async (_vault, configuration) => {
            configuration.write(
                single("a", "identifier = 0") + single("b", 'identifier = 312\n  on_destroy = "delete"'),
            );
            assert.deepEqual(errorsIn(failedWith(await configuration.plan())), [
                "identifier 0: must be a whole number from 1 to 9007199254740991 | identifier = 0",
                'on_destroy: must be "leave" or "restore" | on_destroy = "delete"',
            ]);
        });
    });

    it("has a failure of the whole run once, for 20 resources and a search", async () => {
        await withConfiguration({ passwords, settings: "max_retries = 1" }, async (vault, configuration) => {
            configuration.write(twenty);
            vault.inject({ kind: "badGateway502", route: "list", times: 2 });
            const run = failedWith(await configuration.plan(), "GET api/mysafe/password failed: 502", "Solution: ");
            assert.equal(errorsIn(run).length, 1, run.output);
            assert.equal(vault.count("list"), 2);
        });
        await withConfiguration(
            { passwords, env: { SENHASEGURA_CLIENT_SECRET: "" } },
            async (_vault, configuration) => {
                configuration.write(twenty);
                const run = failedWith(await configuration.plan(), "or set SENHASEGURA_CLIENT_SECRET.");
                assert.deepEqual(errorsIn(run), ['client_secret is missing | provider "mysafe" {']);
            },
        );
        await withConfiguration(
            { passwords, env: { SENHASEGURA_CLIENT_SECRET: "wr0ng" } },
            async (_vault, configuration) => {
                configuration.write(`${twenty}\ndata "mysafe_password" "found" {\n  tag = "x"\n}`);
                const run = failedWith(await configuration.plan(), "check client_id, client_secret and tenant");
                const [first, ...others] = errorsIn(run);
                assert.match(`${first}${others}`, /401/);
                assert.ok(
                    others.every((error) => error.startsWith("Not read: see the first error of the run")),
                    run.output,
                );
            },
        );
    });
});
