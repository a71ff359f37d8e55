import assert from "node:assert/strict";
import { describeTerraform, errorsIn, failedWith, succeeded, withConfiguration } from "./support/configuration";

const restore = 'on_destroy = "restore"';
const single = (name: string, identifier: number | string, more = "") =>
    `resource "mysafe_password_disablement" "${name}" {\n  identifier = ${identifier}\n  ${restore}\n  ${more}\n}\n`;

describeTerraform('a replacement with on_destroy = "restore"', () => {
    it("of a password by itself enables nothing and keeps the evidence, however the replacement comes", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            const declare = (trigger: string) => `
resource "terraform_data" "trigger" {
  input = "${trigger}"
}
${single("triggered", 312, "lifecycle {\n    replace_triggered_by = [terraform_data.trigger]\n  }")}
${single("first", 313, "lifecycle {\n    create_before_destroy = true\n  }")}
resource "mysafe_password_disablement_set" "set" {
  identifiers = [314, 315]
  ${restore}
}
`;
            configuration.write(declare("a"));
            succeeded(await configuration.apply());
            const before = configuration.state();
            configuration.write(declare("b"));
            const replace = ["mysafe_password_disablement.first", "mysafe_password_disablement_set.set"];
            succeeded(await configuration.apply(...replace.map((one) => `-replace=${one}`)));
            const after = configuration.state();
            assert.equal(vault.count("enable"), 0);
            const evidence = (state: typeof after, name: string) => {
                const { outcome, disabled_at } = state[`mysafe_password_disablement.${name}`]?.attributes ?? {};
                return { outcome, disabled_at };
            };
            assert.deepEqual(evidence(after, "triggered"), evidence(before, "triggered"));
            const results = (state: typeof after) => state["mysafe_password_disablement_set.set"]?.attributes.results;
            assert.deepEqual(results(after), results(before));
            succeeded(await configuration.plan());
        });
    });

    it("never enables a password whose new identifier turns out to be the same", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            const declare = (trigger: string) => `
resource "terraform_data" "number" {
  input            = 312
  triggers_replace = "${trigger}"
}
${single("p", "terraform_data.number.output")}
`;
            configuration.write(declare("a"));
            succeeded(await configuration.apply());
            configuration.write(declare("b"));
            const summary = "Password 312 cannot be enabled before the plan knows `identifier`";
            const refused = failedWith(await configuration.plan(), summary, "-target");
            assert.deepEqual(errorsIn(refused), [`${summary} | identifier = terraform_data.number.output`]);
            succeeded(await configuration.apply("-target=terraform_data.number"));
            succeeded(await configuration.plan());
            assert.equal(vault.count("enable"), 0);
            assert.equal(vault.password(312).active, false);
        });
    });

    it("is refused where two resources exchange their passwords", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            configuration.write(single("a", 312) + single("b", 313));
            succeeded(await configuration.apply());
            configuration.write(single("a", 313) + single("b", 312));
            failedWith(
                await configuration.plan(),
                /Password 31[23] cannot be both enabled and disabled/,
                'apply `on_destroy = "leave"` first',
            );
            const left = (text: string) => text.replaceAll("restore", "leave");
            configuration.write(left(single("a", 312) + single("b", 313)));
            succeeded(await configuration.apply());
            configuration.write(left(single("a", 313) + single("b", 312)));
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            assert.equal(vault.count("enable"), 0);
        });
    });

    it("of a list by position is refused where a password stays, and enables what leaves its end", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            const declare = (...list: number[]) => `
resource "mysafe_password_disablement" "p" {
  count      = ${list.length}
  identifier = [${list}][count.index]
  ${restore}
}
`;
            configuration.write(declare(312, 313, 314));
            succeeded(await configuration.apply());
            configuration.write(declare(313, 314));
            failedWith(await configuration.plan(), "cannot be both enabled and disabled");
            configuration.write(declare(312, 313));
            succeeded(await configuration.apply());
            assert.deepEqual(
                [312, 313, 314].map((identifier) => vault.password(identifier).active),
                [false, false, true],
            );
        });
    });
});
